import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { CompiledAutomation, Enrolment, Happening } from '../model/types.ts';
import { recordsetOf } from './recordset.ts';

export type EnrolmentWanted = {
  workspaceId: string;
  automation: CompiledAutomation;
  happening: Happening;
};

type Row = {
  workspaceId: string;
  automationId: string;
  whom: string;
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
  automationRunsByHour: [],
  workspaceRunsByHour: [],
  workspaceRunsPerHour: null,
};

/** Whom an automation runs for: the contact, or what a happening without one is about. */
export function enrolmentKey(automationId: string, happening: Happening): string {
  return `${automationId} ${whom(happening)}`;
}

function whom({ contactId, subjectId }: Happening): string {
  return contactId ?? subjectId;
}

/**
 * Earlier runs of automations for contacts, or for what has none, by `enrolmentKey`; runs that only
 * wait to start count.
 *
 * @param now of the batch: it has begun with debounced runs that are due, whatever their rows say
 */
export async function loadEnrolments(
  tx: Tx,
  wanted: readonly EnrolmentWanted[],
  now: Date,
): Promise<Map<string, Enrolment>> {
  const asked = wanted.filter((row) => asksForHistory(row.automation));
  const [ofContacts, ofOthers] = [
    asked.filter(({ happening }) => happening.contactId !== null),
    // Every call of a hook is the only one about itself.
    asked.filter(
      ({ happening: { contactId, type } }) => !contactId && type !== 'hook_call.created',
    ),
  ];
  const rows = [
    ...(await loadRows(tx, ofContacts, runsOfContacts, now)),
    ...(await loadRows(tx, ofOthers, runsOfOthers, now)),
  ];
  return new Map(rows.map((row) => [`${row.automationId} ${row.whom}`, present(row)]));
}

const runsOfContacts = sql`
  select w.*, r.id, r.status, r.wait_reason, r.due_at, r.started_at from w
  join runs r on r.workspace_id = w.workspace_id and r.contact_id = w.whom
    and r.automation_id = w.automation_id`;

/** Among the newest of each automation: no index knows what a run is about. */
const runsOfOthers = sql`
  select w.*, r.id, r.status, r.wait_reason, r.due_at, r.started_at
  from (select distinct workspace_id, automation_id from w) a
  cross join lateral (select * from runs r
    where r.workspace_id = a.workspace_id and r.automation_id = a.automation_id
    order by r.id desc limit 1000) r
  join w on w.workspace_id = a.workspace_id and w.automation_id = a.automation_id
    and w.whom::text = r.trigger->>'subjectId'
  where r.contact_id is null`;

async function loadRows(
  tx: Tx,
  asked: readonly EnrolmentWanted[],
  runs: RawBuilder<unknown>,
  now: Date,
): Promise<Row[]> {
  if (asked.length === 0) return [];
  const isPutOff = sql`(r.wait_reason = 'debounce' and r.due_at > ${now})`;
  // Nor one that waits to be admitted, held meanwhile or not.
  const hasBegun = sql`coalesce(r.wait_reason, '') <> 'queued' and ${isPutOff} is not true
    and not (r.status = 'pending' and r.wait_reason is not distinct from 'paused')`;
  const { rows } = await sql<Row>`
    with w as materialized (select distinct * from unnest(
      ${asked.map((row) => row.workspaceId)}::uuid[],
      ${asked.map((row) => row.automation.automationId)}::uuid[],
      ${asked.map((row) => whom(row.happening))}::uuid[]) as w (workspace_id, automation_id, whom))
    select r.automation_id, r.whom,
      count(*) filter (where r.status in ('pending', 'processing', 'waiting') and ${hasBegun})::int
        as running,
      max(r.started_at) filter (where r.status <> 'cancelled' and ${hasBegun}) as last_started_at,
      (array_agg(r.id) filter (where ${isPutOff}))[1] as debouncing_id,
      min(r.started_at) filter (where ${isPutOff}) as debouncing_since
    from (${runs}) r
    group by r.workspace_id, r.automation_id, r.whom
  `.execute(tx);
  return rows;
}

function present(row: Row): Enrolment {
  const { running, lastStartedAt, debouncingId, debouncingSince } = row;
  const debouncing =
    debouncingId && debouncingSince ? { runId: debouncingId, since: debouncingSince } : null;
  return { ...noHistory, running, lastStartedAt, debouncing };
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
