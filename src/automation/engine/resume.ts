import type { Tx } from '../../platform/database/database.ts';
import { beginRun } from '../model/advance.ts';
import type { Advanced, Wake } from '../model/run-types.ts';
import type { Json } from '../model/types.ts';
import { type ActiveRun, endedRun, resumedRun } from './active-run.ts';
import { pauseBroken } from './failures.ts';
import type { Library } from './library.ts';
import { findOutcomes, type Outcome, parkRuns, type StoredRun } from './runs.store.ts';
import type { Unit } from './work-queues.ts';

type Opened = {
  /** Runs whose time has come, with what wakes them. */
  due: Exclude<Unit, { kind: 'happening' }>[];
  /** Runs that wait for something to happen to their contact. */
  waiting: ActiveRun[];
  /** Runs that are written as they are now: held, or broken. */
  settled: ActiveRun[];
};

/** Turns rows into runs to work on. Runs of a paused automation are held where they are. */
export async function openRuns(
  tx: Tx,
  library: Library,
  dueRows: readonly StoredRun[],
  hearingRows: readonly StoredRun[],
): Promise<Opened> {
  await pauseBroken(tx, await library.load(tx, [...dueRows, ...hearingRows]));
  const outcomes = await loadOutcomes(tx, dueRows);
  const opened: Opened = { due: [], waiting: [], settled: [] };
  for (const row of hearingRows) {
    const automation = library.version(row);
    if (automation && library.active(row)) {
      opened.waiting.push(resumedRun(row, automation, { kind: 'due' }));
    }
  }
  const parked = new Set(
    dueRows.filter((row) => isQueued(row) && library.version(row) && !library.active(row)),
  );
  await parkRuns(tx, [...parked]);
  for (const row of dueRows) if (!parked.has(row)) openDue(row, library, outcomes, opened);
  return opened;
}

/** Not admitted yet; pausing meanwhile does not change that. */
function isQueued({ status, waitReason }: StoredRun): boolean {
  return waitReason === 'queued' || (status === 'pending' && waitReason === 'paused');
}

function openDue(
  row: StoredRun,
  library: Library,
  outcomes: ReadonlyMap<string, Outcome>,
  opened: Opened,
): void {
  const automation = library.version(row);
  if (!automation) {
    opened.settled.push(broken(row));
    return;
  }
  // A run that somebody queued has no state yet.
  const state = row.state.number === undefined ? beginRun() : row.state;
  const run = resumedRun({ ...row, state }, automation, { kind: 'due' });
  if (!library.active(row)) {
    run.result = held(run, 'paused');
    opened.settled.push(run);
  } else if (isQueued(row)) {
    opened.due.push({ kind: 'queued', run });
  } else {
    opened.due.push({ kind: 'run', run, wake: wakeFor(run, outcomes) });
  }
}

function wakeFor(run: ActiveRun, outcomes: ReadonlyMap<string, Outcome>): Wake {
  const { at, wait } = run.state;
  if (wait === null) return at === null ? { kind: 'start' } : { kind: 'again' };
  if (wait.reason !== 'delivery' && wait.reason !== 'answer') return { kind: 'due' };
  const outcome = outcomes.get(outcomeKey(run, wait.number));
  if (!outcome) return { kind: 'due' };
  const step = run.automation.steps.get(at ?? '')?.step;
  return outcomeWake(outcome, step?.kind === 'action' && step.retry !== undefined);
}

function outcomeKey(run: Pick<StoredRun, 'workspaceId' | 'id'>, number: number): string {
  return `${run.workspaceId} run:${run.id}:${number}`;
}

/** What another try would meet again; too early, too busy and too often pass. */
const hopeless = /^(http_4(?!08|09|25|29)|address_refused|gone|no_model|cancelled)/;

/** Deliveries and questions have had their own tries: only a step that asks for more gets more. */
function outcomeWake(outcome: Outcome, retries: boolean): Wake {
  const { status, response, answer, errorCode, error } = outcome;
  if (status === 'delivered' || status === 'sent') {
    return { kind: 'outcome', ok: true, output: toJson(response) };
  }
  if (status === 'answered') return { kind: 'outcome', ok: true, output: toJson(answer) };
  if (status === 'failed' || status === 'cancelled') {
    const code = errorCode ?? status;
    const message = error ?? `The request was ${status}.`;
    const permanent = !retries || hopeless.test(code);
    return { kind: 'outcome', ok: false, code, message, permanent };
  }
  return { kind: 'due' };
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null));
}

async function loadOutcomes(tx: Tx, rows: readonly StoredRun[]): Promise<Map<string, Outcome>> {
  const keys = rows.flatMap(({ workspaceId, id, state }) => {
    const wait = state.wait ?? null;
    const isOut = wait?.reason === 'delivery' || wait?.reason === 'answer';
    return isOut ? [{ workspaceId, key: `run:${id}:${wait.number}` }] : [];
  });
  const found = await findOutcomes(tx, keys);
  return new Map(found.map((row) => [`${row.workspaceId} ${row.key}`, row]));
}

/** Stays as it is until somebody activates the automation again. */
function held(run: ActiveRun, waitReason: 'paused'): Advanced {
  return {
    state: run.state,
    status: 'waiting',
    steps: [],
    effects: [],
    waitReason,
    dueAt: null,
    hearsEvents: false,
    error: null,
    needsReview: false,
    ended: null,
  };
}

/** A version that cannot be compiled any more: its automation was paused for it. */
function broken(row: StoredRun): ActiveRun {
  const automation = {
    ...row,
    automationId: row.automationId,
    name: '',
    pipelineId: null,
    definition: {
      trigger: { type: '', params: {} },
      conditions: null,
      steps: [],
      settings: noLimit,
    },
    conditions: null,
    steps: new Map(),
    first: null,
    listens: [],
    keys: [],
  };
  const run = resumedRun(row, automation, { kind: 'due' });
  const message = `Version ${row.version} of its automation cannot be read: publish it anew.`;
  endedRun(run, 'failed', { code: 'broken_version', message });
  return run;
}

const noLimit = {
  reenrolment: { mode: 'always' },
  debounceSeconds: 0,
  maxRunsPerHour: null,
  sendingWindow: null,
  stopOnReply: false,
  pauseAfterFailures: null,
} as const;
