import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/database.ts';
import { notFound } from '../../../platform/http/problem.ts';
import type { RunRef } from './runs.store.ts';

export type RunScope = { workspaceId: string; actor: Actor };

export const unfinished = ['pending', 'processing', 'waiting'] as const;

type LockedRun = { status: string; waitReason: string | null; needsReview: boolean };

/** Nobody else moves the run until the end of the transaction. @throws Problem 404 */
export async function lockRun(tx: Tx, { workspaceId, runId }: RunRef): Promise<LockedRun> {
  const found = await tx
    .selectFrom('runs')
    .select(['status', 'waitReason', 'needsReview'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('run');
  return found;
}

/**
 * Ends those that have not ended, the step that waits, what they have handed in and nobody has sent
 * yet, and what they have asked of the AI.
 *
 * @param tx the engine's: requests may not write step logs
 * @returns how many were ended
 */
export async function cancelRuns(
  tx: Tx,
  { workspaceId }: RunScope,
  ids: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    with chosen as materialized (
      select id from runs
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
        and status = any(${unfinished}::text[])
      order by id for update),
    ended as (
      update runs r set status = 'cancelled', wait_reason = null, due_at = null, waiting_for = null,
        state = r.state || '{"wait": null}', finished_at = clock_timestamp()
      from chosen c where r.workspace_id = ${workspaceId} and r.id = c.id
      returning r.id, r.automation_id, r.version),
    steps as (
      update run_steps s set status = 'cancelled', finished_at = clock_timestamp()
      from ended e where s.workspace_id = ${workspaceId} and s.run_id = e.id and s.status = 'waiting'
      returning e.automation_id, e.version, s.step_id),
    unsent as (
      update deliveries d set status = 'cancelled', next_attempt_at = null,
        finished_at = clock_timestamp()
      from ended e where d.workspace_id = ${workspaceId} and d.run_id = e.id
        and d.status in ('held', 'queued')),
    unasked as (
      update ai_questions q set status = 'failed', next_attempt_at = null, error_code = 'cancelled',
        error = 'Its run was cancelled.'
      from ended e where q.workspace_id = ${workspaceId} and q.run_id = e.id and q.status = 'queued'),
    counted as (
      insert into automation_counts (workspace_id, automation_id, version, step_id, cancelled)
      select ${workspaceId}, automation_id, version, step_id, count(*)
      from (select automation_id, version, '' as step_id from ended union all select * from steps) t
      group by automation_id, version, step_id)
    select count(*) as ended from ended
  `.execute(tx);
  return rows[0]?.ended ?? 0;
}

/** Its wait is over now, and the engine looks at it at once. */
export async function hurryRun(tx: Tx, { workspaceId, runId }: RunRef): Promise<void> {
  await sql`
    update runs set due_at = clock_timestamp(),
      state = case when jsonb_typeof(state->'wait') = 'object' then
        jsonb_set(state, '{wait,until}', to_jsonb(
          to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        || case when wait_reason = 'window' then jsonb_build_object('sendNow', step_id) else '{}' end
        else state end
    where workspace_id = ${workspaceId} and id = ${runId}
  `.execute(tx);
}

/** A person has looked at them. @returns how many waited for that */
export async function finishReviews(
  tx: Tx,
  { workspaceId, actor }: RunScope,
  ids: readonly string[],
): Promise<number> {
  const { rows } = await sql`
    update runs set needs_review = false, reviewed_by = ${actor}
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and needs_review
    returning id
  `.execute(tx);
  return rows.length;
}
