import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { spreadOverHours, type Taken } from './held-runs.rules.ts';

type HeldRun = { id: string; automationId: string };

/**
 * Gives the runs of a workspace that wait for an hour with room (`wait_reason` 'rate') the hours
 * that the limits of now give them. 100,000 of them take 8 s on two busy cores.
 */
export async function spreadHeldRuns(
  tx: Tx,
  workspaceId: string,
  limit: number | null,
): Promise<void> {
  const { rows: held } = await sql<HeldRun>`
    select id, automation_id from runs
    where workspace_id = ${workspaceId} and wait_reason = 'rate' and due_at > clock_timestamp()
    order by due_at, id for no key update skip locked
  `.execute(tx);
  if (held.length === 0) return;
  const hours = spreadOverHours(held, await countTaken(tx, workspaceId), {
    workspace: limit,
    automations: await ownLimits(tx, workspaceId),
  });
  await sql`
    update runs r set due_at = x.due_at
    from (
      select id, case hour when 0 then clock_timestamp()
        else date_trunc('hour', clock_timestamp(), 'UTC') + hour * interval '1 hour' end as due_at
      from unnest(${held.map(({ id }) => id)}::uuid[], ${hours}::int[]) as h (id, hour)) x
    where r.workspace_id = ${workspaceId} and r.id = x.id and r.due_at <> x.due_at
  `.execute(tx);
}

/** Begun in this hour, due, or put off to a time of their own. */
async function countTaken(tx: Tx, workspaceId: string): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    with clock as materialized (
      select clock_timestamp() as now, date_trunc('hour', clock_timestamp(), 'UTC') as hour)
    select automation_id, hour, sum(runs)::int as runs from (
      select c.automation_id, 0 as hour, c.started as runs from automation_counts c, clock
      where c.workspace_id = ${workspaceId} and c.step_id = '' and c.at >= clock.hour
      union all
      select r.automation_id, greatest(0,
        floor(extract(epoch from r.due_at - clock.hour) / 3600))::int, 1
      from runs r, clock
      where r.workspace_id = ${workspaceId} and r.due_at is not null
        and (r.wait_reason = 'debounce' or r.wait_reason = 'rate' and r.due_at <= clock.now)) u
    group by 1, 2
  `.execute(tx);
  return rows;
}

/** As the newest versions have them: new runs are held by those. */
async function ownLimits(tx: Tx, workspaceId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; limit: number }>`
    select a.id, (v.definition->'settings'->>'maxRunsPerHour')::int as limit
    from automations a
    join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
      and v.number = a.version
    where a.workspace_id = ${workspaceId}
      and jsonb_typeof(v.definition->'settings'->'maxRunsPerHour') = 'number'
  `.execute(tx);
  return new Map(rows.map(({ id, limit }) => [id, limit]));
}

/** Sends of today that were put off to tomorrow go out now, as many as the day still has room for. */
export async function releaseHeldSends(
  tx: Tx,
  workspaceId: string,
  limit: number | null,
): Promise<void> {
  await sql`
    with held as (
      select id, row_number() over (order by id) as place, count(*) over () as held
      from deliveries
      where workspace_id = ${workspaceId} and status = 'queued' and error_code = 'daily_limit'
        and next_attempt_at > clock_timestamp()),
    today as (
      select coalesce(sum(sends), 0) as sends from automation_counts
      where workspace_id = ${workspaceId} and step_id = ''
        and at >= date_trunc('day', now(), 'UTC'))
    update deliveries d
    set next_attempt_at = clock_timestamp(), error_code = null, error = null
    from held, today
    where d.workspace_id = ${workspaceId} and d.id = held.id and d.error_code = 'daily_limit'
      and (${limit}::int is null or held.place <= ${limit}::int - (today.sends - held.held))
  `.execute(tx);
}
