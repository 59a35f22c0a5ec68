import { GraphError, listPages, type PageAccount } from '../../channels/meta/index.ts';
import type { AvailablePage, ConnectedPage } from '../../contracts/pages.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import type { Queue } from '../../platform/queue/index.ts';
import { startSync, wakeSync } from '../sync/index.ts';
import { connectPlace, type Member } from './connect-meta.ts';
import { type ConnectDeps, connectPages } from './connect-pages.ts';
import { findConnectedIds, findPages } from './connected-pages.store.ts';
import { findOpenConnect, type OpenConnect } from './meta-connects.store.ts';
import { obstacleOf, toAvailable } from './obstacles.rules.ts';

export type ChooseDeps = ConnectDeps & { database: Database; queue: Queue };

/**
 * What the person could connect, by name.
 * @throws Problem not_found when the way is not theirs or too old, provider_failed
 */
export async function availablePages(
  deps: ChooseDeps,
  member: Member,
  connectId: string,
): Promise<{ pages: AvailablePage[]; expiresAt: string }> {
  const connect = await openConnect(deps, member, connectId);
  const accounts = await accountsOf(deps, connect);
  const connected = await deps.database.withWorkspace(member.workspaceId, member.actor, (tx) =>
    findConnectedIds(tx, member.workspaceId),
  );
  const pages = accounts.map((account) => toAvailable(account, connect.scopes, connected));
  pages.sort((a, b) => a.name.localeCompare(b.name));
  return { pages, expiresAt: connect.expiresAt.toISOString() };
}

/**
 * Connects the chosen Pages and starts a sync of each.
 * @throws Problem invalid naming each id that cannot be connected; then none is
 */
export async function choosePages(
  deps: ChooseDeps,
  member: Member,
  input: { connectId: string; externalIds: readonly string[] },
): Promise<ConnectedPage[]> {
  const { workspaceId, actor } = member;
  const connect = await openConnect(deps, member, input.connectId);
  const accounts = chosen(await accountsOf(deps, connect), connect.scopes, input.externalIds);
  const pageIds = await connectPages(deps, { ...member, accounts, scopes: connect.scopes });
  const syncIds = await deps.database.withWorkspace(workspaceId, actor, async (tx) => {
    const ids: string[] = [];
    for (const pageId of pageIds) {
      ids.push((await startSync(tx, { workspaceId, pageId, actor })).sync.id);
    }
    return ids;
  });
  for (const syncId of syncIds) await wakeSync(deps.queue, { workspaceId, syncId });
  return deps.database.withWorkspace(workspaceId, actor, (tx) =>
    findPages(tx, { workspaceId, pageIds }),
  );
}

function chosen(
  accounts: readonly PageAccount[],
  scopes: readonly string[],
  externalIds: readonly string[],
): PageAccount[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const errors = externalIds.flatMap((id, index) => {
    const account = byId.get(id);
    const message = account
      ? obstacleOf(account, scopes)
      : 'This Page was not among those allowed at Facebook.';
    return message === null ? [] : [{ field: `body.externalIds.${index}`, message }];
  });
  const [first] = errors;
  if (first) throw new Problem('invalid', first.message, errors);
  return [...new Set(externalIds)].flatMap((id) => byId.get(id) ?? []);
}

async function openConnect(
  deps: ChooseDeps,
  { workspaceId, actor }: Member,
  connectId: string,
): Promise<OpenConnect> {
  const connect = await deps.database.withWorkspace(workspaceId, actor, (tx) =>
    findOpenConnect(tx, { workspaceId, connectId, startedBy: actor }),
  );
  if (!connect) throw notFound('connection in progress: it may be over 15 minutes old');
  return connect;
}

async function accountsOf(deps: ChooseDeps, connect: OpenConnect): Promise<PageAccount[]> {
  const token = deps.secrets.open(connect.sealedToken, connectPlace(connect));
  try {
    return await listPages({ client: deps.graph, token });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new Problem(
      'provider_failed',
      'Facebook did not list the Pages. Connect again in a moment.',
      undefined,
      error,
    );
  }
}
