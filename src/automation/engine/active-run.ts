import { randomUUIDv7 } from 'node:crypto';
import type { PlannedEffect } from '../model/effects.ts';
import type { Advanced, RunState, StepLog, WaitReason, Wake } from '../model/run-types.ts';
import type { CompiledAutomation, Happening } from '../model/types.ts';
import type { SavedRun, StoredRun } from './runs.store.ts';
import { shownInput } from './shown-input.ts';

/** A run while a batch works on it. */
export type ActiveRun = {
  workspaceId: string;
  id: string;
  automation: CompiledAutomation;
  contactId: string | null;
  happening: Happening;
  lane: number;
  isNew: boolean;
  /** Nothing was done for it before this batch: it is counted as started. */
  isFirst: boolean;
  startedAt: Date;
  search: string;
  state: RunState;
  /** A step failed before this batch: people were told then. */
  hadFailed: boolean;
  wake: Wake;
  /** What the last `advance` said; null as long as it was not asked. */
  result: Advanced | null;
  /** Rows of the step log by number, the newest of each. */
  steps: Map<number, StepLog>;
  /** Effects that refer to the run's own row: written after it. */
  late: PlannedEffect[];
};

export function newRun(from: {
  workspaceId: string;
  automation: CompiledAutomation;
  happening: Happening;
  lane: number;
  state: RunState;
  search: string;
}): ActiveRun {
  return {
    ...from,
    id: randomUUIDv7(),
    contactId: from.happening.contactId,
    isNew: true,
    isFirst: true,
    hadFailed: false,
    startedAt: new Date(),
    wake: { kind: 'start' },
    result: null,
    steps: new Map(),
    late: [],
  };
}

export function resumedRun(row: StoredRun, automation: CompiledAutomation, wake: Wake): ActiveRun {
  const { workspaceId, id, contactId, lane, startedAt, search, state } = row;
  return {
    workspaceId,
    id,
    automation,
    contactId,
    happening: row.trigger,
    lane,
    isNew: false,
    isFirst: row.status === 'pending' || isHeldBack(row.waitReason),
    startedAt,
    search,
    state,
    hadFailed: state.failed !== undefined,
    wake,
    result: null,
    steps: new Map(),
    late: [],
  };
}

/** Waits to begin: it is counted when it does. */
export function isHeldBack(waitReason: WaitReason | null): boolean {
  return waitReason === 'rate' || waitReason === 'debounce';
}

/** Work of the same contact is done one after the other; a run without one stands alone. */
export function orderKey(work: Pick<ActiveRun, 'workspaceId' | 'contactId' | 'id'>): string {
  return work.contactId === null ? work.id : `${work.workspaceId} ${work.contactId}`;
}

/** Takes over what `advance` said. */
export function settle(run: ActiveRun, result: Advanced): void {
  run.result = result;
  run.state = result.state;
  for (const step of result.steps) run.steps.set(step.number, step);
}

/** An end that no step decided: nothing is advanced. */
export function endedRun(
  run: ActiveRun,
  status: 'failed' | 'cancelled',
  error: { code: string; message: string },
): void {
  run.result = {
    state: run.state,
    status,
    steps: [],
    effects: [],
    waitReason: null,
    dueAt: null,
    hearsEvents: false,
    error,
    needsReview: status === 'failed',
    ended: null,
  };
}

const searchLength = 2_000;

/** What went wrong for good in this batch, be the run over or not; null: nothing. */
export function failureOf({ result, state, hadFailed }: ActiveRun): Failure | null {
  if (result === null || hadFailed) return null;
  if (state.failed) return { message: state.failed.message, review: true };
  if (result.status !== 'failed') return null;
  return { message: result.error?.message ?? '', review: result.needsReview };
}

type Failure = { message: string; review: boolean };

/** The run's row as it is to be written. */
export function toSavedRun(run: ActiveRun, result: Advanced): SavedRun {
  const isOver = result.status !== 'waiting' && result.status !== 'processing';
  const error = result.error ?? result.state.failed ?? null;
  return {
    workspaceId: run.workspaceId,
    id: run.id,
    automationId: run.automation.automationId,
    version: run.automation.version,
    contactId: run.contactId,
    trigger: run.happening,
    cause: run.happening.cause,
    depth: run.happening.depth,
    status: result.status,
    state: result.state,
    stepId: result.error ? failedAt(run, result) : result.state.at,
    waitReason: result.waitReason,
    dueAt: result.dueAt?.toISOString() ?? null,
    waitingFor: result.status === 'waiting' && result.hearsEvents ? 'event' : null,
    lane: run.lane,
    steps: result.state.number - 1,
    errorCode: error?.code ?? null,
    error: error?.message.slice(0, 2_000) ?? null,
    needsReview: result.needsReview || failureOf(run)?.review === true,
    search: searchText(run, result),
    startedAt: run.startedAt.toISOString(),
    finishedAt: isOver ? new Date().toISOString() : null,
  };
}

/** Where a retry begins. */
function failedAt(run: ActiveRun, { state, ended }: Advanced): string | null {
  if (state.failed && ended !== null) return state.failed.stepId;
  const last = [...run.steps.values()].sort((a, b) => a.number - b.number).at(-1);
  return last?.stepId ?? state.at;
}

/** What free-text search finds a run by: what started it, what went wrong, what its steps took and gave. */
function searchText(run: ActiveRun, result: Advanced): string {
  const steps = [...run.steps.values()];
  const errors = [...steps.map(({ error }) => error), result.error?.message];
  const words = [run.search, result.error?.code ?? '', ...errors.flatMap(partsOf)];
  for (const step of steps) words.push(...textsOf(step.output), ...textsOf(shownInput(step)));
  return [...new Set(words)].join(' ').slice(0, searchLength);
}

/** 'contact.fields.birthday' is one word to Postgres: it is to be found by each of the three too. */
function partsOf(text: string | null | undefined): string[] {
  if (!text) return [];
  const parts = text.replaceAll(/[._/:-]+/g, ' ');
  return parts === text ? [text] : [text, parts];
}

/** Short texts anywhere in a value; ids and times are no words. */
export function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    const isWord = value.length <= 200 && !/^[0-9a-f]{8}-|^\d{4}-\d\d-\d\dT/.test(value);
    return isWord ? [value] : [];
  }
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  return Object.values(value).flatMap((part) => textsOf(part, depth + 1));
}
