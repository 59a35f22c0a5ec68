import { GraphError, unsubscribePage } from '../../channels/meta/index.ts';
import type { Actor } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { SecretError } from '../../platform/secrets/index.ts';
import { latestSyncs, requestCancel, tokenPlace } from '../sync/index.ts';
import type { ConnectDeps } from './connect-pages.ts';
import {
  type Connection,
  findConnection,
  isConnectedAnywhere,
  markDisconnected,
} from './connection.store.ts';
import type { PageKey } from './pages.store.ts';

/** What disconnecting did. */
export type Disconnected = {
  syncCancelled: boolean;
  /** In words for people, one sentence each. */
  notes: string[];
};

/**
 * Disconnects a Page: token deleted, active sync cancelled, webhooks taken back at Facebook as far
 * as it answers. Contacts stay. Doing it again changes nothing.
 * @throws Problem not_found
 */
export async function disconnectPage(
  deps: ConnectDeps,
  page: PageKey,
  actor: Actor,
): Promise<Disconnected> {
  const { workspaceId } = page;
  const { connection, syncCancelled } = await deps.database.withWorkspace(
    workspaceId,
    actor,
    async (tx) => {
      const found = await findConnection(tx, page);
      if (!found) throw notFound('page');
      if (found.status === 'disconnected') return { connection: null, syncCancelled: false };
      await markDisconnected(tx, page);
      const sync = (await latestSyncs(tx, workspaceId, [page.pageId])).get(page.pageId);
      const isActive = sync?.status === 'PENDING' || sync?.status === 'IN_PROGRESS';
      if (isActive) await requestCancel(tx, { workspaceId, syncId: sync.id });
      return { connection: found, syncCancelled: isActive };
    },
  );
  if (!connection) return { syncCancelled, notes: ['The Page was disconnected before.'] };
  const notes = [
    'The access token was deleted.',
    ...(syncCancelled ? ['The sync that was running stops.'] : []),
    await takeWebhooksBack(deps, connection),
    'Contacts, messages and stages stay; connecting again later doubles nothing.',
  ];
  return { syncCancelled, notes };
}

/** Facebook has one subscription an app and Page: it must stay while another workspace uses it. */
async function takeWebhooksBack(deps: ConnectDeps, connection: Connection): Promise<string> {
  const ended = 'New messages no longer come in.';
  const { externalId, sealedToken } = connection;
  const isShared = await deps.database.asEngine('system', (tx) =>
    isConnectedAnywhere(tx, externalId),
  );
  if (isShared || sealedToken === null) return ended;
  try {
    const token = deps.secrets.open(sealedToken, tokenPlace(connection));
    await unsubscribePage({ client: deps.graph, pageId: externalId, token });
    return ended;
  } catch (error) {
    if (!(error instanceof GraphError || error instanceof SecretError)) throw error;
    return `${ended} Facebook did not confirm that it stops sending; what it still sends is ignored.`;
  }
}
