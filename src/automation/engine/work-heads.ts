import type { Facts, Happening } from '../model/types.ts';
import { type ActiveRun, endedRun, orderKey } from './active-run.ts';
import { postponeRuns } from './enrolments.store.ts';
import { type Candidate, takeIn } from './intake.ts';
import { type Batch, factsFor, failFaulty, hear, isOver } from './open-batch.ts';
import { admitQueued } from './queued.ts';
import { runWave } from './wave.ts';
import type { Unit } from './work-queues.ts';

/** Turns happenings at the head of queues into the runs that they move and start. */
export async function openHeads(batch: Batch): Promise<void> {
  for (;;) {
    const heads = batch.queues.heads().filter(([, unit]) => unit.kind !== 'run');
    if (heads.length === 0) return;
    const candidates: (Candidate & { key: string })[] = [];
    const queued: { key: string; unit: Extract<Unit, { kind: 'queued' }> }[] = [];
    for (const [key, unit] of heads) {
      batch.queues.shift(key);
      if (unit.kind === 'queued') queued.push({ key, unit });
      if (unit.kind !== 'happening') continue;
      wakeHearing(batch, key, unit);
      if (unit.automations.length > 0) candidates.push({ key, ...unit, facts: {} });
    }
    await startRuns(batch, candidates);
    await openQueued(batch, queued);
  }
}

function wakeHearing(batch: Batch, key: string, unit: Extract<Unit, { kind: 'happening' }>): void {
  const { happening } = unit;
  const hearing = [...(batch.hearing.get(key) ?? [])].filter(
    // What a run did itself is no news for it.
    (run) => happening.cause !== `run:${run.id}` && !isOver(run) && !failFaulty(batch, run),
  );
  batch.queues.putFirst(
    key,
    hearing.map((run) => ({ kind: 'run', run, wake: { kind: 'event', happening } })),
  );
}

async function startRuns(
  batch: Batch,
  candidates: readonly (Candidate & { key: string })[],
): Promise<void> {
  const facts = await factsFor(
    batch,
    candidates.map(({ key, workspaceId, happening }) => ({
      key,
      workspaceId,
      contactId: happening.contactId,
      happening,
    })),
  );
  const ready = candidates.map((row, index) => ({ ...row, facts: facts[index] ?? {} }));
  const intake = await takeIn(batch.tx, ready, batch.started, batch.now);
  await postponeRuns(batch.tx, intake.postponed);
  batch.refusals.push(...intake.refusals);
  for (const run of intake.runs) {
    batch.runs.set(run.id, run);
    // One that waits for its time (debounce, limit) is written as it is.
    if (run.result) continue;
    batch.queues.putAfterRuns(orderKey(run), { kind: 'run', run, wake: { kind: 'start' } });
  }
}

/** Runs that people and other automations queued: their conditions are looked at now. */
async function openQueued(
  batch: Batch,
  queued: readonly { key: string; unit: Extract<Unit, { kind: 'queued' }> }[],
): Promise<void> {
  if (queued.length === 0) return;
  const facts = await factsFor(
    batch,
    queued.map(({ unit: { run } }) => factsAsked(run, run.happening)),
  );
  const runs = queued.map(({ unit }) => unit.run);
  const refused = await admitQueued(batch.tx, runs, facts, batch.now);
  for (const { key, unit } of queued) {
    const reason = refused.get(unit.run);
    if (reason) endedRun(unit.run, 'cancelled', reason);
    else batch.queues.putFirst(key, [{ kind: 'run', run: unit.run, wake: { kind: 'start' } }]);
  }
}

/** One stretch of the run at the head of every queue, of different contacts each. */
export async function advanceHeads(batch: Batch): Promise<void> {
  const heads = batch.queues.heads();
  if (heads.length === 0) return;
  const runs: ActiveRun[] = [];
  for (const [key, unit] of heads) {
    if (unit.kind !== 'run') continue;
    batch.queues.shift(key);
    if (isOver(unit.run)) continue;
    unit.run.wake = unit.wake;
    runs.push(unit.run);
  }
  const loaded = await factsFor(
    batch,
    runs.map((run) => factsAsked(run, run.happening)),
  );
  const facts = new Map(runs.map((run, index) => [run, loaded[index] ?? {}]));
  await addNews(batch, facts);
  await runWave(batch.tx, runs, facts, batch.now, { skipWaits: false });
  for (const run of runs) putBack(batch, run);
}

/** A run that something woke sees what that was about: the message that it waited for. */
async function addNews(batch: Batch, facts: Map<ActiveRun, Facts>): Promise<void> {
  const woken = [...facts.keys()].flatMap((run) =>
    run.wake.kind === 'event' ? [{ run, happening: run.wake.happening }] : [],
  );
  const news = await factsFor(
    batch,
    woken.map(({ run, happening }) => factsAsked(run, happening)),
  );
  for (const [index, { run }] of woken.entries()) {
    const { event: _, ...roots } = news[index] ?? {};
    facts.set(run, { ...facts.get(run), ...roots });
  }
}

/** What a run is to know of itself and of something that happened. */
function factsAsked(run: ActiveRun, happening: Happening) {
  const { workspaceId, contactId } = run;
  return { key: orderKey(run), workspaceId, contactId, happening };
}

function putBack(batch: Batch, run: ActiveRun): void {
  const key = orderKey(run);
  const { result } = run;
  if (result && result.effects.length > 0) batch.facts.delete(key);
  if (result?.status === 'processing') {
    batch.queues.putFirst(key, [{ kind: 'run', run, wake: { kind: 'again' } }]);
  } else if (result?.status === 'waiting' && result.hearsEvents) {
    hear(batch, run);
  } else {
    batch.hearing.get(key)?.delete(run);
  }
}
