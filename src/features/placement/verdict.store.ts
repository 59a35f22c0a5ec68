import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { JudgedPlacement } from './verdict.rules.ts';

/** Placements that a person judges, each with what has happened to its contact since. */
export async function loadJudged(
  tx: Tx,
  workspaceId: string,
  placementIds: readonly string[],
): Promise<JudgedPlacement[]> {
  const { rows } = await sql<JudgedPlacement>`
    select p.id, p.contact_id, p.outcome, p.decided_by, p.from_pipeline_id, p.from_stage_id,
      p.to_stage_id, p.verdict,
      coalesce(p.from_stage_id is null or f.id is not null, false) as from_exists,
      f.name as from_stage_name, t.name as to_stage_name, t.pipeline_id as to_pipeline_id,
      exists (select from pipelines l
        where l.workspace_id = p.workspace_id and l.id = p.from_pipeline_id) as from_pipeline_exists,
      exists (select from placements n
        where n.workspace_id = p.workspace_id and n.contact_id = p.contact_id
          and (n.created_at, n.id) > (p.created_at, p.id) and n.outcome = 'moved') as moved_since,
      exists (select from placements n
        where n.workspace_id = p.workspace_id and n.contact_id = p.contact_id
          and (n.created_at, n.id) > (p.created_at, p.id) and n.outcome = 'review') as reviewed_since,
      coalesce((select b.decided_by <> 'ai' from placements b
        where b.workspace_id = p.workspace_id and b.contact_id = p.contact_id
          and (b.created_at, b.id) < (p.created_at, p.id) and b.outcome = 'moved'
        order by b.created_at desc, b.id desc limit 1), false) as was_moved_by_hand
    from placements p
    left join stages f on f.workspace_id = p.workspace_id and f.id = p.from_stage_id
    left join stages t on t.workspace_id = p.workspace_id and t.id = p.to_stage_id
    where p.workspace_id = ${workspaceId} and p.id = any(${placementIds}::uuid[])
    order by p.created_at desc, p.id desc
  `.execute(tx);
  return rows;
}

/** The contacts whose placements these are. */
export async function contactsOfPlacements(
  tx: Tx,
  workspaceId: string,
  placementIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ contactId: string }>`
    select distinct contact_id from placements
    where workspace_id = ${workspaceId} and id = any(${placementIds}::uuid[])
  `.execute(tx);
  return rows.map((row) => row.contactId);
}

export async function saveVerdicts(
  tx: Tx,
  verdict: { workspaceId: string; placementIds: readonly string[]; verdict: string; by: string },
): Promise<void> {
  await sql`
    update placements set verdict = ${verdict.verdict}, verdict_by = ${verdict.by},
      verdict_at = now()
    where workspace_id = ${verdict.workspaceId} and id = any(${verdict.placementIds}::uuid[])
  `.execute(tx);
}

/** Takes contacts out of review; `lockedBy` set also holds them where they are. */
export async function endReview(
  tx: Tx,
  input: { workspaceId: string; contactIds: readonly string[]; lockedBy: string | null },
): Promise<void> {
  await sql`
    update contacts set needs_review = false,
      locked_at = case when ${input.lockedBy}::text is null then locked_at else now() end,
      locked_by = coalesce(${input.lockedBy}, locked_by)
    where workspace_id = ${input.workspaceId} and id = any(${input.contactIds}::uuid[])
      and (needs_review or ${input.lockedBy}::text is not null)
  `.execute(tx);
}
