import { sql } from 'kysely';
import type { RunStatus, RunStep } from '../../../contracts/runs.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Happening, Json } from '../../model/types.ts';

export type RunRef = { workspaceId: string; runId: string };

/** A run as lists show it. */
export type RunRow = {
  id: string;
  automationId: string;
  automationName: string;
  version: number;
  contactId: string | null;
  contactName: string | null;
  status: RunStatus;
  stepId: string | null;
  waitReason: string | null;
  dueAt: Date | null;
  errorCode: string | null;
  error: string | null;
  needsReview: boolean;
  triggerType: string;
  startedAt: Date;
  finishedAt: Date | null;
};

const columns = sql`r.id, r.automation_id, a.name as automation_name, r.version, r.contact_id,
    nullif(trim(c.first_name || ' ' || c.last_name), '') as contact_name, r.status, r.step_id,
    r.wait_reason, r.due_at, r.error_code, r.error, r.needs_review,
    coalesce(r.trigger->>'type', '') as trigger_type, r.started_at, r.finished_at`;
const sources = sql`runs r
  join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
  left join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id`;

/** The rows of these ids, newest first. */
export async function readRunRows(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RunRow>`
    select ${columns} from ${sources}
    where r.workspace_id = ${workspaceId} and r.id = any(${ids}::uuid[])
    order by r.id desc
  `.execute(tx);
  return rows;
}

export type RunDetail = RunRow & {
  /** Parts may be missing from a row that was not written by us. */
  trigger: Partial<Happening>;
  cause: string | null;
  depth: number;
  retryOf: string | null;
  definition: Json;
};

export async function findRun(
  tx: Tx,
  { workspaceId, runId }: RunRef,
): Promise<RunDetail | undefined> {
  const { rows } = await sql<RunDetail>`
    select ${columns}, r.trigger, r.cause, r.depth, r.retry_of, v.definition from ${sources}
    left join automation_versions v on v.workspace_id = r.workspace_id
      and v.automation_id = r.automation_id and v.number = r.version
    where r.workspace_id = ${workspaceId} and r.id = ${runId}
  `.execute(tx);
  return rows[0];
}

export type StepRow = {
  number: number;
  stepId: string;
  kind: string;
  action: string | null;
  status: RunStep['status'];
  attempt: number;
  input: Json | null;
  output: Json | null;
  errorCode: string | null;
  error: string | null;
  startedAt: Date;
  finishedAt: Date | null;
};

/** The step log of a run, in its order; at most 1,000 rows, the limit of steps. */
export async function listRunSteps(tx: Tx, { workspaceId, runId }: RunRef): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select number, step_id, kind, action, status, attempt, input, output, error_code, error,
      started_at, finished_at
    from run_steps where workspace_id = ${workspaceId} and run_id = ${runId} order by number
  `.execute(tx);
  return rows;
}

export type DeliveryOfStep = RunStep['deliveries'][number] & { number: number | null };

/** What a run sent, with the number of the row in the step log that wanted it. */
export async function listRunDeliveries(
  tx: Tx,
  { workspaceId, runId }: RunRef,
): Promise<DeliveryOfStep[]> {
  const { rows } = await sql<DeliveryOfStep>`
    select id, channel, status, recipient, substring(key from '^run:[^:]+:(\\d{1,9})$')::int as number
    from deliveries where workspace_id = ${workspaceId} and run_id = ${runId} order by id
  `.execute(tx);
  return rows;
}
