import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** Where a batch of counters begins. */
export type CountPlace = { workspaceId: string; automationId: string; at: Date };
export type MergedCounts = {
  /** Rows looked at, and how many fewer there are now. */
  read: number;
  fewer: number;
  /** Where the hour or day of the last of them begins and ends: it may go on in the next batch. */
  last: CountPlace | null;
  nextAt: Date | null;
};

export const firstCount: CountPlace = {
  workspaceId: '00000000-0000-0000-0000-000000000000',
  automationId: '00000000-0000-0000-0000-000000000000',
  at: new Date(0),
};

/**
 * Makes one counter of those of the same automation, version, step and hour, and after three days
 * of the same day: limits ask for hours and for the day of UTC, charts for the workspace's day, so
 * no merged row reaches over the end of any of them. What is added is what the same statement has
 * deleted: two at once give the same sums.
 *
 * Automations that are being deleted are left alone, else both would wait for each other.
 */
export async function mergeCounts(tx: Tx, from: CountPlace, limit: number): Promise<MergedCounts> {
  const { rows } = await sql<{
    read: number;
    fewer: number;
    workspaceId: string | null;
    automationId: string | null;
    span: Date | null;
    nextAt: Date | null;
  }>`
    with read as materialized (
      select c.workspace_id, c.automation_id, c.version, c.step_id, c.id, c.at,
        case when c.at < days.until then 'day' else 'hour' end as size
      from automation_counts c,
        (select date_trunc('day', now(), 'UTC') - interval '2 days' as until) days
      where (c.workspace_id, c.automation_id, c.at)
          >= (${from.workspaceId}::uuid, ${from.automationId}::uuid, ${from.at}::timestamptz)
        and c.at < date_trunc('hour', now(), 'UTC') - interval '1 hour'
      order by c.workspace_id, c.automation_id, c.at limit ${limit}),
    spans as materialized (
      select r.*, date_trunc(r.size, r.at, 'UTC') as span, (r.at at time zone w.time_zone)::date as day
      from read r join workspaces w on w.id = r.workspace_id),
    several as materialized (
      select workspace_id, automation_id, version, step_id, span, day from spans
      group by 1, 2, 3, 4, 5, 6 having count(*) > 1),
    chosen as materialized (
      select c.workspace_id, c.id, s.span, s.day
      from several join spans s using (workspace_id, automation_id, version, step_id, span, day)
      join automation_counts c on c.workspace_id = s.workspace_id and c.id = s.id
      join automations a on a.workspace_id = s.workspace_id and a.id = s.automation_id
      for update of c skip locked for key share of a skip locked),
    gone as (
      delete from automation_counts d using chosen c
      where d.workspace_id = c.workspace_id and d.id = c.id returning d.*, c.span, c.day),
    merged as (
      insert into automation_counts (workspace_id, automation_id, version, step_id, at, started,
        completed, failed, cancelled, sends)
      select workspace_id, automation_id, version, step_id, max(at), sum(started), sum(completed),
        sum(failed), sum(cancelled), sum(sends)
      from gone group by workspace_id, automation_id, version, step_id, span, day returning id)
    select (select count(*) from read) as read,
      (select count(*) from gone) - (select count(*) from merged) as fewer, last.workspace_id, last.automation_id, last.span,
      last.span + ('1 ' || last.size)::interval as next_at
    from (select 1) one left join (
      select * from spans order by workspace_id desc, automation_id desc, at desc limit 1) last on true
  `.execute(tx);
  const [row] = rows;
  if (!row?.workspaceId || !row.automationId || !row.span)
    return { read: 0, fewer: 0, last: null, nextAt: null };
  const { read, fewer, workspaceId, automationId, span, nextAt } = row;
  return { read, fewer, last: { workspaceId, automationId, at: span }, nextAt };
}
