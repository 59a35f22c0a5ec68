import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type ActiveRun, isHeldBack, toSavedRun } from './active-run.ts';
import { applyEffects } from './effects/index.ts';
import { recordsetOf } from './recordset.ts';
import { insertRuns, saveSteps, updateRuns } from './runs.store.ts';
import { shownInput } from './shown-input.ts';
import { toWanted } from './wave.ts';

/** Writes what a batch made of its runs: rows, step log, what refers to them, counters. */
export async function saveBatch(tx: Tx, runs: readonly ActiveRun[]): Promise<void> {
  const saved = runs.flatMap((run) =>
    run.result ? [{ isNew: run.isNew, row: toSavedRun(run, run.result) }] : [],
  );
  await insertRuns(
    tx,
    saved.filter(({ isNew }) => isNew).map(({ row }) => row),
  );
  await updateRuns(
    tx,
    saved.filter(({ isNew }) => !isNew).map(({ row }) => row),
  );
  await saveSteps(
    tx,
    runs.flatMap((run) =>
      [...run.steps.values()].map((step) => ({
        ...step,
        input: shownInput(step),
        workspaceId: run.workspaceId,
        runId: run.id,
      })),
    ),
  );
  await applyEffects(
    tx,
    runs.flatMap((run) => run.late.map((planned) => toWanted(run, planned))),
  );
  await saveCounts(tx, runs);
}

type Count = {
  workspaceId: string;
  automationId: string;
  version: number;
  stepId: string;
  started: number;
  completed: number;
  failed: number;
  cancelled: number;
  sends: number;
};

/** Added rows, never updated ones: engines do not wait for each other on a counter. */
async function saveCounts(tx: Tx, runs: readonly ActiveRun[]): Promise<void> {
  const counts = new Map<string, Count>();
  for (const run of runs) countRun(counts, run);
  const rows = [...counts.values()].filter(
    (row) => row.started + row.completed + row.failed + row.cancelled + row.sends > 0,
  );
  if (rows.length === 0) return;
  await sql`
    insert into automation_counts (workspace_id, automation_id, version, step_id, started, completed,
      failed, cancelled, sends)
    select "workspaceId", "automationId", version, "stepId", started, completed, failed, cancelled,
      sends
    from jsonb_to_recordset(${recordsetOf(rows)}::jsonb) as x ("workspaceId" uuid,
      "automationId" uuid, version int, "stepId" text, started int, completed int, failed int,
      cancelled int, sends int)
  `.execute(tx);
}

function countRun(counts: Map<string, Count>, run: ActiveRun): void {
  const whole = countOf(counts, run, '');
  if (run.isFirst && !isHeldBack(run.result?.waitReason ?? null)) whole.started += 1;
  if (run.result?.status === 'completed') whole.completed += 1;
  if (run.result?.status === 'failed') whole.failed += 1;
  if (run.result?.status === 'cancelled') whole.cancelled += 1;
  whole.sends += run.late.filter(({ effect }) => effect.kind === 'create_delivery').length;
  for (const step of run.steps.values()) {
    const own = countOf(counts, run, step.stepId);
    // A wait is counted when it begins; its end comes under the same number.
    const isFirst = step.status === 'waiting' || step.finishedAt === step.startedAt || run.isFirst;
    if (isFirst && step.status !== 'skipped') own.started += 1;
    if (step.status === 'completed') own.completed += 1;
    if (step.status === 'failed') own.failed += 1;
    if (step.status === 'cancelled') own.cancelled += 1;
  }
}

function countOf(counts: Map<string, Count>, run: ActiveRun, stepId: string): Count {
  const { automationId, version } = run.automation;
  const key = `${automationId} ${version} ${stepId}`;
  const known = counts.get(key);
  if (known) return known;
  const { workspaceId } = run;
  const zero = { started: 0, completed: 0, failed: 0, cancelled: 0, sends: 0 };
  const fresh = { workspaceId, automationId, version, stepId, ...zero };
  counts.set(key, fresh);
  return fresh;
}
