import type { Sync } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import { presentSync, syncColumns } from './sync.store.ts';

/** The newest sync of each Page that has one, by page id. */
export async function latestSyncs(
  tx: Tx,
  workspaceId: string,
  pageIds: readonly string[],
): Promise<Map<string, Sync>> {
  if (pageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('pages')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('syncs')
          .select(syncColumns)
          .whereRef('syncs.workspaceId', '=', 'pages.workspaceId')
          .whereRef('syncs.pageId', '=', 'pages.id')
          .orderBy('syncs.createdAt', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .selectAll('latest')
    .where('pages.workspaceId', '=', workspaceId)
    .where('pages.id', 'in', pageIds)
    .execute();
  return new Map(rows.map((row) => [row.pageId, presentSync(row)]));
}
