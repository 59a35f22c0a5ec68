import { sql } from 'kysely';
import type { Sync } from '../../contracts/pages.ts';
import type { Actor, Database, Tx } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import { insertSync, type SyncKind } from './sync.store.ts';

/**
 * Starts a sync of a Page, or returns the one that is active. Without a kind it is incremental once
 * a sync has completed, full before.
 * @throws Problem not_found, or conflict when the Page is disconnected
 */
export async function startSync(
  tx: Tx,
  input: { workspaceId: string; pageId: string; kind?: SyncKind | undefined; actor: Actor },
): Promise<{ sync: Sync; isNew: boolean }> {
  const { workspaceId, pageId, actor } = input;
  const page = await tx
    .selectFrom('pages')
    .select((eb) => [
      'status',
      eb
        .exists(
          eb
            .selectFrom('channels')
            .select('id')
            .whereRef('channels.workspaceId', '=', 'pages.workspaceId')
            .whereRef('channels.pageId', '=', 'pages.id')
            .where('syncedUntil', 'is not', null),
        )
        .as('wasSynced'),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', pageId)
    .executeTakeFirst();
  if (!page) throw notFound('page');
  if (page.status === 'disconnected') {
    throw new Problem('conflict', 'This Page is disconnected: connect it again before a sync.');
  }
  const kind = input.kind ?? (page.wasSynced ? 'incremental' : 'full');
  return insertSync(tx, { workspaceId, pageId, kind, requestedBy: actor });
}

/**
 * Starts the automatic syncs whose time has come. A Page whose sync is still active keeps it; its
 * next time is set when that ends.
 */
export async function startDueSyncs(database: Database): Promise<number> {
  return database.asEngine('system', async (tx) => {
    const { rows } = await sql<{ workspaceId: string; pageId: string }>`
      update pages set next_sync_at = now() + make_interval(mins => sync_interval_minutes)
      where (workspace_id, id) in (
        select workspace_id, id from pages
        where auto_sync and status = 'connected' and next_sync_at <= now()
        order by next_sync_at limit 100 for update skip locked)
      returning workspace_id, id as page_id`.execute(tx);
    for (const page of rows) await startSync(tx, { ...page, actor: 'system' });
    return rows.length;
  });
}
