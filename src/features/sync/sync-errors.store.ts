import { sql } from 'kysely';
import type { z } from 'zod';
import type { SyncError } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';

export type ConversationFailure = {
  platform: string;
  externalId: string;
  code: string | null;
  message: string;
};

type SyncOfPage = { workspaceId: string; syncId: string; pageId: string };

/** Records conversations that could not be brought in; the same one twice in a sync is one row. */
export async function recordFailures(
  tx: Tx,
  sync: SyncOfPage,
  failures: readonly ConversationFailure[],
): Promise<void> {
  if (failures.length === 0) return;
  const rows = failures.map((failure) => ({
    ...failure,
    message: failure.message.slice(0, 500),
    workspaceId: sync.workspaceId,
    syncId: sync.syncId,
    pageId: sync.pageId,
  }));
  await tx
    .insertInto('syncErrors')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'syncId', 'platform', 'externalId']).doUpdateSet((eb) => ({
        message: eb.ref('excluded.message'),
        code: eb.ref('excluded.code'),
      })),
    )
    .execute();
}

/** What came in at last is no longer an open error of its Page. */
export async function resolveFailures(
  tx: Tx,
  page: { workspaceId: string; pageId: string },
  platform: string,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await tx
    .updateTable('syncErrors')
    .set({ resolvedAt: sql<Date>`now()` })
    .where('workspaceId', '=', page.workspaceId)
    .where('pageId', '=', page.pageId)
    .where('platform', '=', platform)
    .where('resolvedAt', 'is', null)
    .where('externalId', 'in', externalIds)
    .execute();
}

/** Conversations of a Page that failed and have not come in since. */
export async function openFailures(
  tx: Tx,
  page: { workspaceId: string; pageId: string },
): Promise<{ platform: string; externalId: string }[]> {
  return tx
    .selectFrom('syncErrors')
    .select(['platform', 'externalId'])
    .distinct()
    .where('workspaceId', '=', page.workspaceId)
    .where('pageId', '=', page.pageId)
    .where('resolvedAt', 'is', null)
    .execute();
}

/** What a sync could not bring in, oldest first; ids are time-ordered, so the id is the cursor. */
export async function listErrors(
  tx: Tx,
  page: { workspaceId: string; syncId: string; after: string | undefined; limit: number },
): Promise<z.infer<typeof SyncError>[]> {
  const rows = await tx
    .selectFrom('syncErrors')
    .select([
      'id',
      'syncId',
      'platform',
      'externalId',
      'code',
      'message',
      'resolvedAt',
      'createdAt',
    ])
    .where('workspaceId', '=', page.workspaceId)
    .where('syncId', '=', page.syncId)
    .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}
