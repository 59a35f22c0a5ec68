import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { PlacementChange } from './placement-rows.rules.ts';

/**
 * Writes decided placements, what they do to their contacts, and activities: one statement for any
 * number, each contact at most once. `placement_id` changes together with `stage_id`, so the
 * trigger that explains moves from outside keeps quiet. The contacts must be locked.
 *
 * @returns ids of the placements by contact id
 */
export async function savePlacements(
  tx: Tx,
  changes: readonly PlacementChange[],
): Promise<Map<string, string>> {
  if (changes.length === 0) return new Map();
  const { rows } = await sql<{ contactId: string; id: string }>`
    with given as materialized (
      select x.*, uuidv7() as id from jsonb_to_recordset(${JSON.stringify(changes.map(toRow))}::jsonb) as x (
        workspace_id uuid, contact_id uuid, analysis_id uuid, pipeline_id uuid,
        from_pipeline_id uuid, from_stage_id uuid, to_stage_id uuid, from_stage_name text,
        to_stage_name text, outcome text, rule text, reason text, trace jsonb, evidence jsonb,
        score smallint, status text, confidence smallint, decided_by text, actor text, writer text,
        moves boolean, new_pipeline_id uuid, new_stage_id uuid, explains boolean,
        needs_review boolean, lock text, activity_type text, activity_data jsonb)),
    decided as (
      insert into placements (workspace_id, id, contact_id, analysis_id, pipeline_id,
        from_pipeline_id, from_stage_id, to_stage_id, from_stage_name, to_stage_name, outcome, rule,
        reason, trace, evidence, score, status, confidence, decided_by, actor, written_by)
      select workspace_id, id, contact_id, analysis_id, pipeline_id, from_pipeline_id, from_stage_id,
        to_stage_id, from_stage_name, to_stage_name, outcome, rule, reason, trace, evidence, score,
        status, confidence, decided_by, actor, writer
      from given),
    placed as (
      update contacts c set
        pipeline_id = case when g.moves then g.new_pipeline_id else c.pipeline_id end,
        stage_id = case when g.moves then g.new_stage_id else c.stage_id end,
        stage_entered_at = case when not g.moves then c.stage_entered_at
          when g.new_stage_id is not null then clock_timestamp() end,
        placement_id = case when g.explains then g.id else c.placement_id end,
        placement_rule = case when g.explains then g.rule else c.placement_rule end,
        placement_reason = case when g.explains then g.reason else c.placement_reason end,
        needs_review = coalesce(g.needs_review, c.needs_review),
        locked_at = case g.lock when 'set' then clock_timestamp() when 'clear' then null
          else c.locked_at end,
        written_by = g.writer,
        locked_by = case g.lock when 'set' then g.actor when 'clear' then null else c.locked_by end
      from given g
      where c.workspace_id = g.workspace_id and c.id = g.contact_id
        and (g.moves or g.explains or g.needs_review is not null or g.lock <> 'keep')),
    told as (
      insert into activities (workspace_id, contact_id, type, data, actor, written_by)
      select workspace_id, contact_id, activity_type,
        activity_data || jsonb_build_object('placementId', id), actor, writer
      from given where activity_type is not null)
    select contact_id, id from given
  `.execute(tx);
  return new Map(rows.map((row) => [row.contactId, row.id]));
}

function toRow(change: PlacementChange) {
  const { from, to, effect, activity } = change;
  return {
    workspace_id: change.workspaceId,
    contact_id: change.contactId,
    analysis_id: change.analysisId,
    pipeline_id: change.pipelineId,
    from_pipeline_id: from.pipelineId,
    from_stage_id: from.stageId,
    to_stage_id: to.stageId,
    from_stage_name: from.stageName,
    to_stage_name: to.stageName,
    outcome: change.outcome,
    rule: change.rule,
    reason: change.reason,
    trace: change.trace,
    evidence: change.evidence,
    score: change.score,
    status: change.status,
    confidence: change.confidence,
    decided_by: change.decidedBy,
    actor: change.actor,
    writer: change.writer,
    moves: effect.moveTo !== null,
    new_pipeline_id: effect.moveTo?.pipelineId ?? null,
    new_stage_id: effect.moveTo?.stageId ?? null,
    explains: effect.explains,
    needs_review: effect.needsReview,
    lock: effect.lock,
    activity_type: activity?.type ?? null,
    activity_data: activity?.data ?? null,
  };
}
