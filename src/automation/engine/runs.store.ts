import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { RunState, StepLog, WaitReason } from '../model/run-types.ts';
import type { Happening } from '../model/types.ts';
import { recordsetOf } from './recordset.ts';

/** A run as its row says it. */
export type StoredRun = {
  workspaceId: string;
  id: string;
  automationId: string;
  version: number;
  contactId: string | null;
  trigger: Happening;
  status: string;
  state: RunState;
  waitReason: WaitReason | null;
  /** Not null: events of its contact can move it. */
  waitingFor: string | null;
  lane: number;
  search: string;
  startedAt: Date;
  /** The first failure that its automation counts starts here. */
  depth: number;
};

export function runColumns(alias: string): RawBuilder<unknown> {
  const columns = [
    'workspace_id',
    'id',
    'automation_id',
    'version',
    'contact_id',
    'trigger',
    'status',
    'state',
    'wait_reason',
    'waiting_for',
    'lane',
    'search',
    'started_at',
    'depth',
  ];
  return sql.raw(columns.map((column) => `${alias}.${column}`).join(', '));
}

/** A run with what a batch made of it. */
export type SavedRun = {
  workspaceId: string;
  id: string;
  automationId: string;
  version: number;
  contactId: string | null;
  trigger: Happening;
  cause: string | null;
  depth: number;
  status: string;
  state: RunState;
  stepId: string | null;
  waitReason: WaitReason | null;
  dueAt: string | null;
  waitingFor: string | null;
  lane: number;
  steps: number;
  errorCode: string | null;
  error: string | null;
  needsReview: boolean;
  search: string;
  startedAt: string;
  finishedAt: string | null;
};

const recordset = sql.raw(`(
  "workspaceId" uuid, id uuid, "automationId" uuid, version int, "contactId" uuid, trigger jsonb,
  cause text, depth smallint, status text, state jsonb, "stepId" text, "waitReason" text,
  "dueAt" timestamptz, "waitingFor" text, lane smallint, steps int, "errorCode" text, error text,
  "needsReview" boolean, search text, "startedAt" timestamptz, "finishedAt" timestamptz)`);

/** Writes runs that a batch started, in the state it left them. */
export async function insertRuns(tx: Tx, runs: readonly SavedRun[]): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    insert into runs (workspace_id, id, automation_id, version, contact_id, trigger_key, trigger,
      cause, depth, status, state, step_id, wait_reason, due_at, waiting_for, lane, steps,
      error_code, error, needs_review, search, started_at, finished_at)
    select "workspaceId", id, "automationId", version, "contactId", trigger->>'key', trigger, cause,
      depth, status, state, "stepId", "waitReason", "dueAt", "waitingFor", lane, steps, "errorCode",
      error, "needsReview", search, "startedAt", "finishedAt"
    from jsonb_to_recordset(${recordsetOf(runs)}::jsonb) as x ${recordset}
  `.execute(tx);
}

export async function updateRuns(tx: Tx, runs: readonly SavedRun[]): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update runs r set version = x.version, trigger = x.trigger, status = x.status, state = x.state,
      step_id = x."stepId", wait_reason = x."waitReason", due_at = x."dueAt",
      waiting_for = x."waitingFor", steps = x.steps, error_code = x."errorCode", error = x.error,
      needs_review = r.needs_review or x."needsReview", search = x.search, finished_at = x."finishedAt"
    from jsonb_to_recordset(${recordsetOf(runs)}::jsonb) as x ${recordset}
    where r.workspace_id = x."workspaceId" and r.id = x.id
  `.execute(tx);
}

/** Holds queued runs of a paused automation: they stay pending, and are admitted when it goes on. */
export async function parkRuns(tx: Tx, runs: readonly StoredRun[]): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update runs set wait_reason = 'paused', due_at = null
    where (workspace_id, id) in (select * from unnest(
      ${runs.map((run) => run.workspaceId)}::uuid[], ${runs.map((run) => run.id)}::uuid[]))
  `.execute(tx);
}

export type SavedStep = StepLog & { workspaceId: string; runId: string };

/** Adds rows to the step log; a row that waited is written again when its wait has ended. */
export async function saveSteps(tx: Tx, steps: readonly SavedStep[]): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    insert into run_steps (workspace_id, run_id, number, step_id, kind, action, status, attempt,
      input, output, error_code, error, started_at, finished_at)
    select "workspaceId", "runId", number, "stepId", kind, action, status, attempt, input, output,
      "errorCode", error, "startedAt", "finishedAt"
    from jsonb_to_recordset(${recordsetOf(steps)}::jsonb) as x (
      "workspaceId" uuid, "runId" uuid, number int, "stepId" text, kind text, action text,
      status text, attempt smallint, input jsonb, output jsonb, "errorCode" text, error text,
      "startedAt" timestamptz, "finishedAt" timestamptz)
    on conflict (workspace_id, run_id, number) do update set status = excluded.status,
      attempt = excluded.attempt, input = coalesce(excluded.input, run_steps.input),
      output = excluded.output, error_code = excluded.error_code, error = excluded.error,
      finished_at = excluded.finished_at
  `.execute(tx);
}

/** Runs of contacts that an event may move: they wait for one, or stop at a reply. */
export async function findHearingRuns(
  tx: Tx,
  contacts: readonly { workspaceId: string; contactId: string }[],
): Promise<StoredRun[]> {
  if (contacts.length === 0) return [];
  const { rows } = await sql<StoredRun>`
    select ${runColumns('r')}
    from unnest(${contacts.map((row) => row.workspaceId)}::uuid[],
      ${contacts.map((row) => row.contactId)}::uuid[]) as c (workspace_id, contact_id)
    join runs r on r.workspace_id = c.workspace_id and r.contact_id = c.contact_id
    where r.waiting_for is not null and r.status = 'waiting'
    order by r.id for update of r
  `.execute(tx);
  return rows;
}

export type Outcome = {
  workspaceId: string;
  key: string;
  status: string;
  response: { status?: number; body?: unknown } | null;
  answer: unknown;
  errorCode: string | null;
  error: string | null;
};

/** How the deliveries and AI questions of these steps ended; keys are `run:<id>:<number>`. */
export async function findOutcomes(
  tx: Tx,
  keys: readonly { workspaceId: string; key: string }[],
): Promise<Outcome[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Outcome>`
    with wanted as (
      select * from unnest(${keys.map((row) => row.workspaceId)}::uuid[],
        ${keys.map((row) => row.key)}::text[]) as k (workspace_id, key))
    select d.workspace_id, d.key, d.status, d.response, null::jsonb as answer, d.error_code, d.error
    from wanted w join deliveries d on d.workspace_id = w.workspace_id and d.key = w.key
    union all
    select q.workspace_id, q.key, q.status, null, q.answer, q.error_code, q.error
    from wanted w join ai_questions q on q.workspace_id = w.workspace_id and q.key = w.key
  `.execute(tx);
  return rows;
}
