import { sql } from 'kysely';
import type { PageSettings } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { PageKey } from './pages.store.ts';

export type StoredSettings = {
  autoPipeline: boolean;
  pipelineId: string | null;
  autoSync: boolean;
  syncIntervalMinutes: number;
};

/** Locks the Page, so that two changes at once are judged one after the other. */
export function lockSettings(tx: Tx, page: PageKey): Promise<StoredSettings | undefined> {
  return tx
    .selectFrom('pages')
    .select(['autoPipeline', 'pipelineId', 'autoSync', 'syncIntervalMinutes'])
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether contacts can be placed in this pipeline. */
export async function pipelineState(
  tx: Tx,
  workspaceId: string,
  pipelineId: string,
): Promise<'usable' | 'archived' | 'unknown'> {
  const row = await tx
    .selectFrom('pipelines')
    .select('archivedAt')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', pipelineId)
    .executeTakeFirst();
  if (!row) return 'unknown';
  return row.archivedAt === null ? 'usable' : 'archived';
}

/** @param schedule given when the next automatic sync is to be planned anew, from now */
export async function updateSettings(
  tx: Tx,
  page: PageKey,
  change: Partial<Record<keyof PageSettings, unknown>>,
  schedule: Pick<StoredSettings, 'autoSync' | 'syncIntervalMinutes'> | null,
): Promise<void> {
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
  const planned = schedule && {
    nextSyncAt: sql<Date | null>`case when ${schedule.autoSync}::boolean and status = 'connected'
      then now() + make_interval(mins => ${schedule.syncIntervalMinutes}) end`,
  };
  const values = { ...given, ...planned };
  if (Object.keys(values).length === 0) return;
  await tx
    .updateTable('pages')
    .set(values)
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .execute();
}

/** Asks for all conversations of a Page to be read, as far as its update mode wants them read. */
export async function askForReading(tx: Tx, page: PageKey): Promise<void> {
  await sql`
    update conversations set analysis_due_at = now(), analysis_asked_at = now(),
      analysis_attempts = 0
    where workspace_id = ${page.workspaceId} and message_count > 0 and channel_id in (
      select id from channels
      where workspace_id = ${page.workspaceId} and page_id = ${page.pageId})`.execute(tx);
}
