import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { CompiledAutomation, Enrolment } from '../model/types.ts';
import { recordsetOf } from './recordset.ts';

export type EnrolmentWanted = {
  workspaceId: string;
  automation: CompiledAutomation;
  contactId: string | null;
};

type Row = {
  workspaceId: string;
  automationId: string;
  contactId: string;
  running: number;
  lastStartedAt: Date | null;
  debouncingId: string | null;
  debouncingSince: Date | null;
};

/** Whether earlier runs say anything about a new one: for most automations nothing is asked. */
export function asksForHistory({ definition }: CompiledAutomation): boolean {
  const { reenrolment, debounceSeconds } = definition.settings;
  return reenrolment.mode !== 'always' || debounceSeconds > 0;
}

export const noHistory: Enrolment = {
  running: 0,
  lastStartedAt: null,
  debouncing: null,
  automationRunsThisHour: 0,
  workspaceRunsThisHour: 0,
  workspaceRunsPerHour: null,
};

export function enrolmentKey(automationId: string, contactId: string | null): string {
  return `${automationId} ${contactId}`;
}

/** Not one that waits to be admitted, held meanwhile or not, nor one that may still be postponed. */
const hasBegun = sql`coalesce(r.wait_reason, '') not in ('debounce', 'queued')
  and not (r.status = 'pending' and r.wait_reason is not distinct from 'paused')`;

/** Earlier runs of automations for contacts, by `enrolmentKey`; runs that only wait to start count. */
export async function loadEnrolments(
  tx: Tx,
  wanted: readonly EnrolmentWanted[],
): Promise<Map<string, Enrolment>> {
  const asked = wanted.filter((row) => row.contactId !== null && asksForHistory(row.automation));
  if (asked.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select w.workspace_id, w.automation_id, w.contact_id,
      count(*) filter (where r.status in ('pending', 'processing', 'waiting') and ${hasBegun})::int
        as running,
      max(r.started_at) filter (where r.status <> 'cancelled' and ${hasBegun}) as last_started_at,
      (array_agg(r.id) filter (where r.wait_reason = 'debounce'))[1] as debouncing_id,
      min(r.started_at) filter (where r.wait_reason = 'debounce') as debouncing_since
    from (select distinct * from unnest(${asked.map((row) => row.workspaceId)}::uuid[],
      ${asked.map((row) => row.automation.automationId)}::uuid[],
      ${asked.map((row) => row.contactId)}::uuid[]) as w (workspace_id, automation_id, contact_id)) w
    join runs r on r.workspace_id = w.workspace_id and r.contact_id = w.contact_id
      and r.automation_id = w.automation_id
    group by 1, 2, 3
  `.execute(tx);
  return new Map(rows.map((row) => [enrolmentKey(row.automationId, row.contactId), present(row)]));
}

function present(row: Row): Enrolment {
  const { running, lastStartedAt, debouncingId, debouncingSince } = row;
  const debouncing =
    debouncingId && debouncingSince ? { runId: debouncingId, since: debouncingSince } : null;
  return { ...noHistory, running, lastStartedAt, debouncing };
}

export type HourlyRuns = {
  workspaces: Map<string, { limit: number; runs: number }>;
  automations: Map<string, number>;
};

/** Runs within this clock hour, of workspaces and automations that have a limit. */
export async function loadHourlyRuns(
  tx: Tx,
  wanted: readonly EnrolmentWanted[],
): Promise<HourlyRuns> {
  const workspaceIds = [...new Set(wanted.map((row) => row.workspaceId))];
  const limited = wanted.filter(
    (row) => row.automation.definition.settings.maxRunsPerHour !== null,
  );
  const { rows: workspaces } = await sql<{ id: string; limit: number; runs: number }>`
    select w.id, w.runs_per_hour as limit, (
      select coalesce(sum(c.started), 0)::int from automation_counts c
      where c.workspace_id = w.id and c.step_id = '' and c.at >= date_trunc('hour', clock_timestamp())
    ) as runs
    from workspaces w where w.id = any(${workspaceIds}::uuid[]) and w.runs_per_hour is not null
  `.execute(tx);
  const automations = limited.length === 0 ? [] : await countAutomations(tx, limited);
  return {
    workspaces: new Map(workspaces.map(({ id, ...row }) => [id, row])),
    automations: new Map(automations.map((row) => [row.id, row.runs])),
  };
}

async function countAutomations(
  tx: Tx,
  limited: readonly EnrolmentWanted[],
): Promise<{ id: string; runs: number }[]> {
  const { rows } = await sql<{ id: string; runs: number }>`
    select c.automation_id as id, sum(c.started)::int as runs from automation_counts c
    where c.step_id = '' and c.at >= date_trunc('hour', clock_timestamp())
      and (c.workspace_id, c.automation_id) in (select * from unnest(
        ${limited.map((row) => row.workspaceId)}::uuid[],
        ${limited.map((row) => row.automation.automationId)}::uuid[]))
    group by 1
  `.execute(tx);
  return rows;
}

/** Happenings that already started a run; events cannot come twice, timers and starts may. */
export async function findStarted(
  tx: Tx,
  keys: readonly { workspaceId: string; automationId: string; key: string }[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ automationId: string; triggerKey: string }>`
    select automation_id, trigger_key from runs
    where (workspace_id, automation_id, trigger_key) in (select * from unnest(
      ${keys.map((row) => row.workspaceId)}::uuid[], ${keys.map((row) => row.automationId)}::uuid[],
      ${keys.map((row) => row.key)}::text[]))
  `.execute(tx);
  return new Set(rows.map((row) => `${row.automationId} ${row.triggerKey}`));
}

/** Lets a run that waits out its debounce time start later, with the newer happening. */
export async function postponeRuns(
  tx: Tx,
  runs: readonly { workspaceId: string; runId: string; dueAt: string; trigger: unknown }[],
): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update runs r set due_at = x."dueAt",
      trigger = x.trigger || jsonb_build_object('key', r.trigger_key)
    from jsonb_to_recordset(${recordsetOf(runs)}::jsonb)
      as x ("workspaceId" uuid, "runId" uuid, "dueAt" timestamptz, trigger jsonb)
    where r.workspace_id = x."workspaceId" and r.id = x."runId" and r.wait_reason = 'debounce'
  `.execute(tx);
}
