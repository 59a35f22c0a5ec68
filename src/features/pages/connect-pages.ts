import { type GraphClient, type PageAccount, subscribePage } from '../../channels/meta/index.ts';
import type { Actor, Database } from '../../platform/database/database.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { tokenPlace } from '../sync/index.ts';
import { markSubscribed, type PageKey, storeToken, upsertPage } from './pages.store.ts';

export type ConnectDeps = { database: Database; graph: GraphClient; secrets: SecretBox };

/**
 * Connects Pages, or connects them again: token sealed, channels made, webhooks subscribed.
 * A Page whose webhooks Meta refuses stays connected and syncs; its set-up says what is missing.
 */
export async function connectPages(
  deps: ConnectDeps,
  input: {
    workspaceId: string;
    actor: Actor;
    accounts: readonly Omit<PageAccount, 'category'>[];
    scopes: readonly string[];
  },
): Promise<string[]> {
  const { workspaceId, actor, accounts, scopes } = input;
  const pageIds: string[] = [];
  for (const { token, ...account } of accounts) {
    const page = await deps.database.withWorkspace(workspaceId, actor, async (tx) => {
      const pageId = await upsertPage(tx, workspaceId, { ...account, scopes });
      const key = { workspaceId, pageId };
      await storeToken(tx, key, deps.secrets.seal(token, tokenPlace(key)));
      return key;
    });
    await subscribe(deps, page, actor, { externalId: account.id, token });
    pageIds.push(page.pageId);
  }
  return pageIds;
}

async function subscribe(
  deps: ConnectDeps,
  page: PageKey,
  actor: Actor,
  { externalId, token }: { externalId: string; token: string },
): Promise<void> {
  const isSubscribed = await subscribePage({ client: deps.graph, pageId: externalId, token }).then(
    () => true,
    () => false,
  );
  await deps.database.withWorkspace(page.workspaceId, actor, (tx) =>
    markSubscribed(tx, page, isSubscribed),
  );
}
