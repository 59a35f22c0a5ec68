import type { Tx } from '../../platform/database/database.ts';
import type { CompiledAutomation, Facts, Happening } from '../model/types.ts';
import { type ActiveRun, endedRun, orderKey } from './active-run.ts';
import {
  type Claim,
  type ClaimedEvent,
  type ClaimedTimer,
  claimEvents,
  claimRuns,
  claimTimers,
  timerHappening,
} from './claim.ts';
import { postponeRuns } from './enrolments.store.ts';
import { loadFacts } from './facts.ts';
import { type Fault, heedFailures, pauseBroken } from './failures.ts';
import { type Candidate, refusalOf, type Started, takeIn } from './intake.ts';
import { type Lane, lockLanes } from './lanes.ts';
import type { Library, VersionRef } from './library.ts';
import { withoutOvertaking } from './overtaking.ts';
import { admitQueued } from './queued.ts';
import { type Refusal, saveRefusals } from './refusals.store.ts';
import { openRuns } from './resume.ts';
import { findHearingRuns, type StoredRun } from './runs.store.ts';
import { saveBatch } from './save-batch.ts';
import { type FiredTimer, judgeTimers, moveTimers, type Watch } from './timers.ts';
import { runWave } from './wave.ts';
import { type Unit, WorkQueues } from './work-queues.ts';

/** Slow events are taken when fewer others than this wait, and so many at once. */
const slowSize = 50;

export type BatchOptions = {
  engineId: string;
  library: Library;
  lanes: readonly Lane[];
  leaseMs: number;
  size: number;
  /** Exactly these, when a failed batch is taken apart. */
  only?: Claim['only'];
  /** What is left out, with the error it gave: 'automation:<id>' of an event or timer, 'run:<id>'. */
  faulty?: ReadonlyMap<string, string>;
  failpoint?: Failpoint | undefined;
};

/** Called at named moments of a batch: tests kill and stop engines there. */
export type Failpoint = (
  moment: 'before-claim' | 'after-claim' | 'before-save' | 'after-save' | 'after-commit',
) => Promise<void> | void;

/** What a batch took; filled while it works, so that a failed one can be taken apart. */
export type Taken = {
  events: ClaimedEvent[];
  runs: StoredRun[];
  timers: ClaimedTimer[];
  /** All that had a part in it, named as in `faulty`. */
  suspects: Set<string>;
};

export function nothingTaken(): Taken {
  return { events: [], runs: [], timers: [], suspects: new Set() };
}

export type BatchReport = {
  /** Events, runs and timers taken. */
  taken: number;
  /** Runs started or advanced. */
  runs: number;
  sends: boolean;
  asks: boolean;
};

type Batch = {
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

/**
 * One transaction of the engine: takes events, due runs and timers, does what follows from them,
 * writes it all, or nothing of it.
 */
export async function runBatch(tx: Tx, options: BatchOptions, taken: Taken): Promise<BatchReport> {
  const { engineId, library, only, failpoint } = options;
  await failpoint?.('before-claim');
  const { lanes, now } = await lockLanes(tx, engineId, options.lanes, options.leaseMs);
  if (lanes.length === 0 || now === null) return { taken: 0, runs: 0, sends: false, asks: false };
  await take(tx, { lanes, now, size: options.size, ...(only ? { only } : {}) }, taken);
  const count = taken.events.length + taken.runs.length + taken.timers.length;
  if (count === 0) return { taken: 0, runs: 0, sends: false, asks: false };
  await failpoint?.('after-claim');
  const workspaceIds = new Set(
    [...taken.events, ...taken.runs, ...taken.timers].map((row) => row.workspaceId),
  );
  await library.refresh(tx, [...workspaceIds]);
  await pauseBroken(tx, await library.load(tx, library.unreadable([...workspaceIds])));
  const { batch, afterEvents } = await openBatch(tx, options, taken, now);
  await loadVersions(batch, library.unreadable([...workspaceIds]));
  await fireTimers(batch, taken.timers);
  await queueEvents(batch, taken.events);
  for (const unit of afterEvents) batch.queues.add(orderKey(unit.run), unit);
  while (batch.queues.size > 0) {
    await openHeads(batch);
    await advanceHeads(batch);
  }
  const runs = [...batch.runs.values()].filter((run) => run.result !== null);
  await failpoint?.('before-save');
  await saveBatch(tx, runs);
  await saveRefusals(tx, batch.refusals);
  await heedFailures(tx, runs, batch.faults);
  await moveTimers(tx, await watchesOf(batch, taken.events), batch.now);
  await failpoint?.('after-save');
  const late = runs.flatMap((run) => run.late.map(({ effect }) => effect.kind));
  return {
    taken: count,
    runs: runs.length,
    sends: late.includes('create_delivery'),
    asks: late.includes('ask_ai'),
  };
}

async function take(tx: Tx, claim: Claim, taken: Taken): Promise<void> {
  const due = await claimRuns(tx, claim);
  taken.timers.push(...(await claimTimers(tx, claim)));
  taken.events.push(...(await claimEvents(tx, claim, false)));
  taken.runs.push(...(claim.only ? due : await withoutOvertaking(tx, due)));
  const isIdle = taken.runs.length + taken.events.length < slowSize;
  if (isIdle && !claim.only) {
    taken.events.push(...(await claimEvents(tx, { ...claim, size: slowSize }, true)));
  }
}

type DueUnit = Exclude<Unit, { kind: 'happening' }>;

/** @returns with it the due runs that events of this batch may move first */
async function openBatch(
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
function failFaulty(batch: Batch, run: ActiveRun): boolean {
  batch.suspects.add(`run:${run.id}`);
  const message = batch.faulty.get(`run:${run.id}`);
  if (message === undefined) return false;
  endedRun(run, 'failed', { code: 'engine_error', message });
  return true;
}

/** The automations that may do something for a happening; the others are told of. */
function withoutFaulty(
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

function hear(batch: Batch, run: ActiveRun): void {
  const key = orderKey(run);
  batch.hearing.set(key, (batch.hearing.get(key) ?? new Set()).add(run));
}

async function fireTimers(batch: Batch, timers: readonly ClaimedTimer[]): Promise<void> {
  const active = timers.flatMap((timer) => batch.library.active(timer) ?? []);
  await loadVersions(batch, active);
  const known = timers.flatMap((timer): FiredTimer[] => {
    const ref = batch.library.active(timer);
    const automation = ref && batch.library.version(ref);
    return automation ? [{ timer, automation }] : [];
  });
  if (known.length === 0) return;
  const wanted = known.map(({ timer }) => ({
    key: timer.id,
    workspaceId: timer.workspaceId,
    contactId: timer.contactId,
    happening: timerHappening(timer, batch.now),
  }));
  const byId = await loadFacts(batch.tx, wanted);
  const facts = new Map(known.map(({ timer }) => [timer, byId.get(timer.id) ?? {}]));
  for (const { timer, automation } of await judgeTimers(batch.tx, known, facts, batch.now)) {
    const { workspaceId, lane } = timer;
    const happening = timerHappening(timer, batch.now);
    const key = happening.contactId ? `${workspaceId} ${happening.contactId}` : timer.id;
    const automations = withoutFaulty(batch, { workspaceId, happening }, [automation]);
    batch.queues.add(key, { kind: 'happening', workspaceId, lane, happening, automations });
  }
}

async function queueEvents(batch: Batch, events: readonly ClaimedEvent[]): Promise<void> {
  const listening = events.map((event) => ({
    event,
    refs: batch.library.listeningTo(event.workspaceId, event.happening),
  }));
  await loadVersions(
    batch,
    listening.flatMap(({ refs }) => refs),
  );
  for (const { event, refs } of listening) {
    const { workspaceId, lane, happening, id } = event;
    const key = happening.contactId ? `${workspaceId} ${happening.contactId}` : `event ${id}`;
    const heard = refs.flatMap((ref) => batch.library.version(ref) ?? []);
    const automations = withoutFaulty(batch, { workspaceId, happening }, heard);
    batch.queues.add(key, { kind: 'happening', workspaceId, lane, happening, automations });
  }
}

async function loadVersions(batch: Batch, refs: readonly VersionRef[]): Promise<void> {
  await pauseBroken(batch.tx, await batch.library.load(batch.tx, [...new Set(refs)]));
}

/** Turns happenings at the head of queues into the runs that they move and start. */
async function openHeads(batch: Batch): Promise<void> {
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
    const key = run.contactId === null ? orderKey(run) : `${run.workspaceId} ${run.contactId}`;
    batch.queues.putAfterRuns(key, { kind: 'run', run, wake: { kind: 'start' } });
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
    queued.map(({ key, unit: { run } }) => ({
      key,
      workspaceId: run.workspaceId,
      contactId: run.contactId,
      happening: run.happening,
    })),
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
async function advanceHeads(batch: Batch): Promise<void> {
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
    runs.map((run) => ({
      key: orderKey(run),
      workspaceId: run.workspaceId,
      contactId: run.contactId,
      happening: run.happening,
    })),
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
    woken.map(({ run, happening }) => ({
      key: orderKey(run),
      workspaceId: run.workspaceId,
      contactId: run.contactId,
      happening,
    })),
  );
  for (const [index, { run }] of woken.entries()) {
    const { event: _, ...roots } = news[index] ?? {};
    facts.set(run, { ...facts.get(run), ...roots });
  }
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

function isOver({ result }: ActiveRun): boolean {
  return result !== null && ['completed', 'failed', 'cancelled'].includes(result.status);
}

type FactsAsked = Parameters<typeof loadFacts>[1][number];

/** Facts of each, from what this batch has read and no effect has touched since. */
async function factsFor(batch: Batch, asked: readonly FactsAsked[]): Promise<Facts[]> {
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

async function watchesOf(batch: Batch, events: readonly ClaimedEvent[]): Promise<Watch[]> {
  const moved = events.map((event) => ({
    event,
    refs: batch.library.timedBy(event.workspaceId, event.happening),
  }));
  await loadVersions(
    batch,
    moved.flatMap(({ refs }) => refs),
  );
  return moved.flatMap(({ event: { workspaceId, lane, happening }, refs }) =>
    refs
      .flatMap((ref) => batch.library.version(ref) ?? [])
      .map((automation) => ({ workspaceId, lane, automation, happening })),
  );
}
