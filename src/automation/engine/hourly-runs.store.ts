import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { EnrolmentWanted } from './enrolments.store.ts';

/** Runs by clock hours, this one first: begun in it, or held for it. */
export type HourlyRuns = {
  workspaces: Map<string, { limit: number; runs: number[] }>;
  automations: Map<string, number[]>;
};

/** Of workspaces and automations that have a limit. */
export async function loadHourlyRuns(
  tx: Tx,
  wanted: readonly EnrolmentWanted[],
): Promise<HourlyRuns> {
  const workspaceIds = [...new Set(wanted.map((row) => row.workspaceId))];
  const { rows: workspaces } = await sql<{ id: string; limit: number }>`
    select id, runs_per_hour as limit from workspaces
    where id = any(${workspaceIds}::uuid[]) and runs_per_hour is not null
  `.execute(tx);
  const automationIds = wanted.flatMap(({ automation: { automationId, definition } }) =>
    definition.settings.maxRunsPerHour === null ? [] : [automationId],
  );
  const own = sql`workspace_id = any(${workspaceIds}::uuid[])
    and automation_id = any(${[...new Set(automationIds)]}::uuid[])`;
  const all = sql`workspace_id = any(${workspaces.map(({ id }) => id)}::uuid[])`;
  const byWorkspace =
    workspaces.length === 0 ? new Map() : await countRuns(tx, 'workspace_id', all);
  return {
    workspaces: new Map(
      workspaces.map(({ id, limit }) => [id, { limit, runs: byWorkspace.get(id) ?? [] }]),
    ),
    automations: automationIds.length === 0 ? new Map() : await countRuns(tx, 'automation_id', own),
  };
}

/** What is held is counted where it is due, and as begun when its time has come. */
async function countRuns(
  tx: Tx,
  by: 'workspace_id' | 'automation_id',
  where: RawBuilder<unknown>,
): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ id: string; hour: number; runs: number }>`
    with clock as materialized (select date_trunc('hour', clock_timestamp()) as hour)
    select ${sql.ref(by)} as id, hour, sum(runs)::int as runs from (
      select ${sql.ref(by)}, 0 as hour, started as runs from automation_counts c, clock
      where ${where} and c.step_id = '' and c.at >= clock.hour
      union all
      select ${sql.ref(by)}, greatest(0,
        floor(extract(epoch from r.due_at - clock.hour) / 3600))::int as hour, 1 as runs
      from runs r, clock
      where ${where} and r.due_at is not null and r.wait_reason in ('rate', 'debounce')) u
    group by 1, 2
  `.execute(tx);
  const counted = new Map<string, number[]>();
  for (const { id, hour, runs } of rows) {
    const hours = counted.get(id) ?? [];
    hours[hour] = runs;
    counted.set(id, hours);
  }
  return counted;
}
