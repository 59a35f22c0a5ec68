import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { PlaceableContact, StageRow } from './placement-rows.rules.ts';

export type ContactRef = { workspaceId: string; contactId: string };

/**
 * Locks contacts in one order, whoever locks, so that two batches wait for each other instead of
 * meeting in a deadlock. A statement of its own: what is read afterwards is from after the wait.
 */
export async function lockContacts(tx: Tx, refs: readonly ContactRef[]): Promise<void> {
  await sql`
    select 1 from contacts c
    where (c.workspace_id, c.id) in (${refList(refs)})
    order by c.workspace_id, c.id for no key update
  `.execute(tx);
}

export async function loadContacts(
  tx: Tx,
  refs: readonly ContactRef[],
): Promise<PlaceableContact[]> {
  const { rows } = await sql<PlaceableContact>`
    select c.workspace_id, c.id, c.pipeline_id, c.stage_id, s.name as stage_name, c.score, c.status,
      c.confidence, c.locked_at, c.locked_by,
      (select jsonb_build_object('id', p.id, 'outcome', p.outcome, 'rule', p.rule,
          'decidedBy', p.decided_by, 'fromStageId', p.from_stage_id, 'toStageId', p.to_stage_id,
          'verdict', p.verdict)
        from placements p where p.workspace_id = c.workspace_id and p.contact_id = c.id
        order by p.created_at desc, p.id desc limit 1) as latest
    from contacts c
    left join stages s on s.workspace_id = c.workspace_id and s.id = c.stage_id
    where (c.workspace_id, c.id) in (${refList(refs)})
  `.execute(tx);
  return rows;
}

function refList(refs: readonly ContactRef[]) {
  return sql`select * from unnest(${refs.map((ref) => ref.workspaceId)}::uuid[],
    ${refs.map((ref) => ref.contactId)}::uuid[])`;
}

/** The stages of pipelines, each pipeline's in its order; an archived pipeline's count as archived. */
export async function loadStages(
  tx: Tx,
  pipelines: readonly { workspaceId: string; pipelineId: string }[],
): Promise<StageRow[]> {
  const { rows } = await sql<StageRow>`
    select s.workspace_id, s.id, s.pipeline_id, s.name, s.type, s.score_min, s.score_max,
      (s.archived_at is not null or p.archived_at is not null) as archived
    from pipelines p
    join stages s on s.workspace_id = p.workspace_id and s.pipeline_id = p.id
    where (p.workspace_id, p.id) in (select * from unnest(
      ${pipelines.map((row) => row.workspaceId)}::uuid[],
      ${pipelines.map((row) => row.pipelineId)}::uuid[]))
    order by s.workspace_id, s.pipeline_id, s.position, s.id
  `.execute(tx);
  return rows;
}

/** One stage that a person chose, or undefined when there is none of that id. */
export async function findStage(
  tx: Tx,
  stage: { workspaceId: string; stageId: string },
): Promise<StageRow | undefined> {
  const { rows } = await sql<StageRow>`
    select s.workspace_id, s.id, s.pipeline_id, s.name, s.type, s.score_min, s.score_max,
      (s.archived_at is not null or p.archived_at is not null) as archived
    from stages s join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
    where s.workspace_id = ${stage.workspaceId} and s.id = ${stage.stageId}
  `.execute(tx);
  return rows[0];
}

/** The stages that moves name; null ones are left out. */
export async function loadStagesById(
  tx: Tx,
  refs: readonly { workspaceId: string; stageId: string | null }[],
): Promise<StageRow[]> {
  const named = refs.filter((ref) => ref.stageId !== null);
  const { rows } = await sql<StageRow>`
    select s.workspace_id, s.id, s.pipeline_id, s.name, s.type, s.score_min, s.score_max,
      (s.archived_at is not null or p.archived_at is not null) as archived
    from stages s join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
    where (s.workspace_id, s.id) in (select * from unnest(
      ${named.map((ref) => ref.workspaceId)}::uuid[], ${named.map((ref) => ref.stageId)}::uuid[]))
  `.execute(tx);
  return rows;
}

/** Ids of the contacts in any of the stages, or in the pipeline with or without a stage. */
export async function contactsIn(
  tx: Tx,
  where:
    | { workspaceId: string; stageIds: readonly string[] }
    | { workspaceId: string; pipelineId: string },
): Promise<string[]> {
  const place =
    'stageIds' in where
      ? sql`stage_id = any(${where.stageIds}::uuid[])`
      : sql`pipeline_id = ${where.pipelineId}`;
  const { rows } = await sql<{ id: string }>`
    select id from contacts where workspace_id = ${where.workspaceId} and ${place} order by id
  `.execute(tx);
  return rows.map((row) => row.id);
}

export type RepeatedDecision = {
  workspaceId: string;
  placementId: string;
  analysisId: string | null;
  reason: string;
  trace: unknown;
  evidence: unknown;
  score: number;
  status: string;
  confidence: number;
};

/** Brings placements up to date whose decision has come out the same again, and their cards. */
export async function refreshPlacements(
  tx: Tx,
  decisions: readonly RepeatedDecision[],
): Promise<void> {
  if (decisions.length === 0) return;
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as x (
        "workspaceId" uuid, "placementId" uuid, "analysisId" uuid, reason text, trace jsonb,
        evidence jsonb, score smallint, status text, confidence smallint)),
    refreshed as (
      update placements p set analysis_id = x."analysisId", reason = x.reason, trace = x.trace,
        evidence = x.evidence, score = x.score, status = x.status, confidence = x.confidence,
        created_at = clock_timestamp()
      from given x
      where p.workspace_id = x."workspaceId" and p.id = x."placementId"
      returning p.workspace_id, p.id, p.contact_id, p.reason)
    update contacts c set placement_reason = r.reason
    from refreshed r
    where c.workspace_id = r.workspace_id and c.id = r.contact_id and c.placement_id = r.id
      and c.placement_reason is distinct from r.reason
  `.execute(tx);
}
