import {
  debugToken,
  firstPageSize,
  type GraphClient,
  GraphError,
  listConversations,
  subscribedFields,
} from '../../channels/meta/index.ts';
import type { ConnectedPage, SelfTestStep } from '../../contracts/pages.ts';
import { SecretError } from '../../platform/secrets/index.ts';
import { tokenPlace } from '../sync/index.ts';
import type { ConnectDeps } from './connect-pages.ts';
import type { Connection } from './connection.store.ts';
import {
  lastSeenStep,
  roleStep,
  scopesStep,
  subscriptionStep,
  tokenStep,
} from './self-test.rules.ts';

/** Enough to see that reading works. */
const oneConversation = { ...firstPageSize, size: 1, ceiling: 1 };

/** Asks Facebook step by step whether all that a Page needs works now. Changes nothing. */
export async function selfTest(
  deps: Pick<ConnectDeps, 'graph' | 'secrets'>,
  page: ConnectedPage,
  connection: Connection,
): Promise<SelfTestStep[]> {
  const token = openToken(deps, connection);
  if (typeof token !== 'string') return [token];
  const { graph: client } = deps;
  const pageId = page.externalId;
  const accepted = await tokenSteps(client, page, token);
  const platforms =
    page.instagramId === null ? (['messenger'] as const) : (['messenger', 'instagram'] as const);
  const reading: SelfTestStep[] = [];
  for (const platform of platforms) {
    const name = platform === 'messenger' ? 'Messenger conversations' : 'Instagram conversations';
    const access = { client, accountId: pageId, platform, token, pageSize: oneConversation };
    reading.push(
      await step(name, async () => {
        const { conversations } = await listConversations(access);
        const detail =
          conversations.length > 0 ? 'Can be read.' : 'Can be read; there are none yet.';
        return { name, ok: true, detail };
      }),
    );
  }
  const subscription = await step('Webhook subscription', async () =>
    subscriptionStep(await subscribedFields({ client, pageId, token })),
  );
  return [
    ...accepted,
    roleStep(page.tasks),
    ...reading,
    subscription,
    lastSeenStep(page.webhookSeenAt),
  ];
}

function openToken(
  { secrets }: Pick<ConnectDeps, 'secrets'>,
  connection: Connection,
): string | SelfTestStep {
  const name = 'Connection';
  if (connection.sealedToken === null) {
    return { name, ok: false, detail: 'The Page is disconnected. Connect it again.' };
  }
  try {
    return secrets.open(connection.sealedToken, tokenPlace(connection));
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    const detail =
      'The stored token cannot be opened with the present secret. Connect the Page again, or restore SWITCHYARD_SECRET.';
    return { name, ok: false, detail };
  }
}

async function tokenSteps(
  client: GraphClient,
  page: ConnectedPage,
  token: string,
): Promise<SelfTestStep[]> {
  try {
    const state = await debugToken({ client, token });
    const first = tokenStep(state, new Date());
    return state.isValid ? [first, scopesStep(state.scopes, page.instagramId !== null)] : [first];
  } catch (error) {
    return [refusal('Access token', error)];
  }
}

/** One failing step must not hide the others. */
async function step(name: string, test: () => Promise<SelfTestStep>): Promise<SelfTestStep> {
  try {
    return await test();
  } catch (error) {
    return refusal(name, error);
  }
}

/** @throws whatever is not Facebook's doing */
function refusal(name: string, error: unknown): SelfTestStep {
  if (!(error instanceof GraphError)) throw error;
  return { name, ok: false, detail: error.advice ?? error.message };
}
