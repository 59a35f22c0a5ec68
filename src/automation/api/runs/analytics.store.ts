import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { leastId } from '../../../platform/database/least-id.ts';
import type { DayNumbers } from './analytics.rules.ts';

/** Counts of one automation, or of a whole workspace. */
export type CountScope = { workspaceId: string; automationId?: string };
/** Days of the workspace's time zone: from the start of the first to the end of today. */
export type DaySpan = { timeZone: string; today: string; since: Date };

export async function findDaySpan(tx: Tx, workspaceId: string, days: number): Promise<DaySpan> {
  const { rows } = await sql<DaySpan>`
    select time_zone, to_char(today, 'YYYY-MM-DD') as today,
      (today - ${days - 1}::int)::timestamp at time zone time_zone as since
    from workspaces, lateral (select (now() at time zone time_zone)::date as today) clock
    where id = ${workspaceId}
  `.execute(tx);
  const [span] = rows;
  if (!span) throw new Error(`there is no workspace ${workspaceId}`);
  return span;
}

function ofScope({ workspaceId, automationId }: CountScope, table: string): RawBuilder<unknown> {
  const whole = sql`${sql.ref(table)}.workspace_id = ${workspaceId}`;
  return automationId === undefined
    ? whole
    : sql`${whole} and ${sql.ref(table)}.automation_id = ${automationId}`;
}

/** What became of runs, day by day; days without any are left out. */
export async function sumDays(tx: Tx, scope: CountScope, span: DaySpan): Promise<DayNumbers[]> {
  // Words of a day are made once a day, not once a row: 150 instead of 250 ms
  // for 200,000 rows.
  const { rows } = await sql<DayNumbers>`
    select to_char(day, 'YYYY-MM-DD') as day, started, completed, failed, cancelled, sends
    from (
      select (c.at at time zone ${span.timeZone})::date as day, sum(c.started) as started,
        sum(c.completed) as completed, sum(c.failed) as failed, sum(c.cancelled) as cancelled,
        sum(c.sends) as sends
      from automation_counts c
      where ${ofScope(scope, 'c')} and c.step_id = '' and c.at >= ${span.since}
      group by 1) days
  `.execute(tx);
  return rows;
}

export type StepSums = { stepId: string; started: number; completed: number; failed: number };

/** What became of the steps of an automation, whatever version they were in. */
export async function sumSteps(tx: Tx, scope: CountScope, { since }: DaySpan): Promise<StepSums[]> {
  const { rows } = await sql<StepSums>`
    select c.step_id, sum(c.started) as started, sum(c.completed) as completed,
      sum(c.failed) as failed
    from automation_counts c
    where ${ofScope(scope, 'c')} and c.step_id <> '' and c.at >= ${since}
    group by 1
  `.execute(tx);
  return rows;
}

export type WaitingAt = { stepId: string | null; runs: number };

/** Runs that wait, to begin or to go on, by the step they are at. */
export async function countWaiting(tx: Tx, scope: CountScope): Promise<WaitingAt[]> {
  const { rows } = await sql<WaitingAt>`
    select r.step_id, count(*) as runs from runs r
    where ${ofScope(scope, 'r')} and r.status = any('{pending,waiting}')
    group by 1
  `.execute(tx);
  return rows;
}

/** Newest runs of each ending that percentiles and errors are taken from: some 20 ms of reading. */
export const newestRuns = 10_000;

export type RecentRuns = {
  p50Ms: number | null;
  p95Ms: number | null;
  topErrors: { errorCode: string; runs: number }[];
};

/**
 * Of the newest runs that were started in these days and have completed or failed. Ids of runs grow
 * with time, so both ends are read from an index; a day is left for clocks that differ.
 */
export async function readRecentRuns(
  tx: Tx,
  scope: CountScope,
  { since }: DaySpan,
): Promise<RecentRuns> {
  const fromId = leastId(new Date(since.getTime() - 86_400_000));
  const newest = (status: 'completed' | 'failed') => sql`(
    select r.error_code, r.status, r.finished_at - r.started_at as lasted from runs r
    where ${ofScope(scope, 'r')} and r.status = ${status} and r.id >= ${fromId}
      and r.started_at >= ${since}
    order by r.id desc limit ${newestRuns})`;
  const { rows } = await sql<RecentRuns>`
    with recent as materialized (${newest('completed')} union all ${newest('failed')})
    select ${percentile(0.5)} as p50_ms, ${percentile(0.95)} as p95_ms, (
      select coalesce(jsonb_agg(jsonb_build_object('errorCode', error_code, 'runs', runs)
        order by runs desc, error_code), '[]')
      from (select error_code, count(*) as runs from recent
        where status = 'failed' and error_code is not null
        group by 1 order by 2 desc, 1 limit 5) most) as top_errors
    from recent
  `.execute(tx);
  return rows[0] ?? { p50Ms: null, p95Ms: null, topErrors: [] };
}

function percentile(share: number): RawBuilder<unknown> {
  return sql`round(percentile_cont(${share}::float8)
    within group (order by extract(epoch from lasted)::float8) * 1000)`;
}

export async function countReviews(tx: Tx, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ runs: number }>`
    select count(*) as runs from runs where workspace_id = ${workspaceId} and needs_review
  `.execute(tx);
  return rows[0]?.runs ?? 0;
}

export type QueueDepth = { events: number; dueRuns: number; oldestSeconds: number | null };

/**
 * What the engine has not taken up yet.
 *
 * @param tx the engine's: requests may not read its queue
 */
export async function readQueueDepth(tx: Tx, workspaceId: string): Promise<QueueDepth> {
  const oldest = (slow: boolean) => sql`(select p.at from pending_events p
    where p.workspace_id = ${workspaceId} and p.slow = ${slow} order by p.id limit 1)`;
  const { rows } = await sql<QueueDepth>`
    select events.count as events, due.count as due_runs,
      extract(epoch from now() - least(${oldest(false)}, ${oldest(true)}, due.oldest)) as oldest_seconds
    from (select count(*) from pending_events where workspace_id = ${workspaceId}) events,
      (select count(*), min(due_at) as oldest from runs
        where workspace_id = ${workspaceId} and due_at <= now()) due
  `.execute(tx);
  const [depth = { events: 0, dueRuns: 0, oldestSeconds: null }] = rows;
  return depth;
}

export type Used = { runsThisHour: number; sendsToday: number };

/** What counts against the limits: of this hour, and of this day in UTC, as the engine counts. */
export async function readUsed(tx: Tx, workspaceId: string): Promise<Used> {
  const { rows } = await sql<Used>`
    select coalesce(sum(c.started) filter (where c.at >= date_trunc('hour', now())), 0)
        as runs_this_hour,
      coalesce(sum(c.sends), 0) as sends_today
    from automation_counts c
    where c.workspace_id = ${workspaceId} and c.step_id = '' and c.at >= date_trunc('day', now(), 'UTC')
  `.execute(tx);
  return rows[0] ?? { runsThisHour: 0, sendsToday: 0 };
}
