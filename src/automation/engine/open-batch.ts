import type { Tx } from '../../platform/database/database.ts';
import type { CompiledAutomation, Facts, Happening } from '../model/types.ts';
import { type ActiveRun, endedRun, orderKey } from './active-run.ts';
import type { BatchOptions, Taken } from './batch-options.ts';
import { loadFacts } from './facts.ts';
import { type Fault, pauseBroken } from './failures.ts';
import { refusalOf, type Started } from './intake.ts';
import type { Library, VersionRef } from './library.ts';
import type { Refusal } from './refusals.store.ts';
import { openRuns } from './resume.ts';
import { findHearingRuns } from './runs.store.ts';
import { type Unit, WorkQueues } from './work-queues.ts';

export type Batch = {
  tx: Tx;
  library: Library;
  now: Date;
  queues: WorkQueues;
  /** Runs by id, with what the batch made of them. */
  runs: Map<string, ActiveRun>;
  /** Runs of a contact that its events may move. */
  hearing: Map<string, Set<ActiveRun>>;
  started: Started;
  facts: Map<string, Map<string, Facts>>;
  refusals: Refusal[];
  faulty: ReadonlyMap<string, string>;
  suspects: Set<string>;
  faults: Fault[];
};

type DueUnit = Exclude<Unit, { kind: 'happening' }>;

/** @returns with it the due runs that events of this batch may move first */
export async function openBatch(
  tx: Tx,
  options: BatchOptions,
  taken: Taken,
  now: Date,
): Promise<{ batch: Batch; afterEvents: DueUnit[] }> {
  const { library, faulty = new Map() } = options;
  const batch: Batch = {
    tx,
    library,
    now,
    queues: new WorkQueues(),
    runs: new Map(),
    hearing: new Map(),
    started: new Map(),
    facts: new Map(),
    refusals: [],
    faulty,
    suspects: taken.suspects,
    faults: [],
  };
  const contacts = new Map(
    taken.events.flatMap(({ workspaceId, happening: { contactId } }) =>
      contactId === null ? [] : [[`${workspaceId} ${contactId}`, { workspaceId, contactId }]],
    ),
  );
  const hearing = await findHearingRuns(tx, [...contacts.values()]);
  const { due, waiting, settled } = await openRuns(tx, library, taken.runs, hearing);
  for (const run of settled) batch.runs.set(run.id, run);
  for (const run of waiting) {
    batch.runs.set(run.id, run);
    hear(batch, run);
  }
  const afterEvents: DueUnit[] = [];
  for (const unit of due) {
    const known = batch.runs.get(unit.run.id);
    if (!known) batch.runs.set(unit.run.id, unit.run);
    if (failFaulty(batch, known ?? unit.run)) continue;
    if (known) afterEvents.push({ ...unit, run: known });
    else batch.queues.add(orderKey(unit.run), unit);
  }
  return { batch, afterEvents };
}

/** A run that Postgres would refuse with the whole batch: it failed, and a person has a look. */
export function failFaulty(batch: Batch, run: ActiveRun): boolean {
  batch.suspects.add(`run:${run.id}`);
  const message = batch.faulty.get(`run:${run.id}`);
  if (message === undefined) return false;
  endedRun(run, 'failed', { code: 'engine_error', message });
  return true;
}

/** The automations that may do something for a happening; the others are told of. */
export function withoutFaulty(
  batch: Batch,
  of: { workspaceId: string; happening: Happening },
  automations: readonly CompiledAutomation[],
): CompiledAutomation[] {
  return automations.filter((automation) => {
    const suspect = `automation:${automation.automationId}`;
    batch.suspects.add(suspect);
    const message = batch.faulty.get(suspect);
    if (message === undefined) return true;
    batch.refusals.push(refusalOf({ ...of, automation }, 'engine_error', message));
    batch.faults.push({ automation, message });
    return false;
  });
}

export function hear(batch: Batch, run: ActiveRun): void {
  const key = orderKey(run);
  batch.hearing.set(key, (batch.hearing.get(key) ?? new Set()).add(run));
}

export async function loadVersions(batch: Batch, refs: readonly VersionRef[]): Promise<void> {
  await pauseBroken(batch.tx, await batch.library.load(batch.tx, [...new Set(refs)]));
}

export function isOver({ result }: ActiveRun): boolean {
  return result !== null && ['completed', 'failed', 'cancelled'].includes(result.status);
}

type FactsAsked = Parameters<typeof loadFacts>[1][number];

/** Facts of each, from what this batch has read and no effect has touched since. */
export async function factsFor(batch: Batch, asked: readonly FactsAsked[]): Promise<Facts[]> {
  const missing = asked.filter(({ key, happening }) => !batch.facts.get(key)?.has(happening.key));
  const loaded = await loadFacts(
    batch.tx,
    missing.map((row) => ({ ...row, key: `${row.key} ${row.happening.key}` })),
  );
  for (const { key, happening } of missing) {
    const own = batch.facts.get(key) ?? new Map<string, Facts>();
    batch.facts.set(key, own.set(happening.key, loaded.get(`${key} ${happening.key}`) ?? {}));
  }
  return asked.map(({ key, happening }) => batch.facts.get(key)?.get(happening.key) ?? {});
}
