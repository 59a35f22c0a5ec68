import { sql } from 'kysely';
import { z } from 'zod';
import { Definition } from '../../../contracts/automation-definition.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { AutomationRef } from './automations.store.ts';

/** Where a list of versions goes on: below this number. */
export const versionCursor = z.tuple([z.int().min(0).max(2_147_483_647)]);

export type VersionRow = {
  number: number;
  note: string;
  publishedBy: string;
  publishedAt: Date;
  /** Runs of it that have not ended. */
  liveRuns: number;
};

const columns = sql`v.number, v.note, v.published_by, v.published_at,
  (select count(*) from runs r where r.workspace_id = v.workspace_id
    and r.automation_id = v.automation_id and r.version = v.number
    and r.status in ('pending', 'processing', 'waiting')) as live_runs`;

/** Newest first, below the number of the page before. */
export async function listVersions(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  page: { limit: number; below: number | null },
): Promise<VersionRow[]> {
  const below = page.below === null ? sql`true` : sql`v.number < ${page.below}`;
  const { rows } = await sql<VersionRow>`
    select ${columns} from automation_versions v
    where v.workspace_id = ${workspaceId} and v.automation_id = ${automationId} and ${below}
    order by v.number desc limit ${page.limit}
  `.execute(tx);
  return rows;
}

/** @throws ZodError for a version that is no definition: nothing but psql could have written it */
export async function findVersion(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  number: number,
): Promise<(VersionRow & { definition: Definition }) | undefined> {
  const { rows } = await sql<VersionRow & { definition: unknown }>`
    select ${columns}, v.definition from automation_versions v
    where v.workspace_id = ${workspaceId} and v.automation_id = ${automationId}
      and v.number = ${number}
  `.execute(tx);
  const [row] = rows;
  return row && { ...row, definition: Definition.parse(row.definition) };
}
