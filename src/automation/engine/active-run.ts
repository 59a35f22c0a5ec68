import { randomUUIDv7 } from 'node:crypto';
import type {
  Advanced,
  CompiledAutomation,
  Happening,
  PlannedEffect,
  RunState,
  StepLog,
  WaitReason,
  Wake,
} from '../model/types.ts';
import type { SavedRun, StoredRun } from './runs.store.ts';

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
export function orderKey(run: Pick<ActiveRun, 'workspaceId' | 'contactId' | 'id'>): string {
  return run.contactId === null ? run.id : `${run.workspaceId} ${run.contactId}`;
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

/** The run's row as it is to be written. */
export function toSavedRun(run: ActiveRun, result: Advanced): SavedRun {
  const isOver = result.status !== 'waiting' && result.status !== 'processing';
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
    stepId: result.error ? (lastStep(run)?.stepId ?? result.state.at) : result.state.at,
    waitReason: result.waitReason,
    dueAt: result.dueAt?.toISOString() ?? null,
    waitingFor: result.status === 'waiting' && result.hearsEvents ? 'event' : null,
    lane: run.lane,
    steps: result.state.number - 1,
    errorCode: result.error?.code ?? null,
    error: result.error?.message.slice(0, 2_000) ?? null,
    needsReview: result.needsReview,
    search: searchText(run, result),
    startedAt: run.startedAt.toISOString(),
    finishedAt: isOver ? new Date().toISOString() : null,
  };
}

function lastStep(run: ActiveRun): StepLog | undefined {
  return [...run.steps.values()].sort((a, b) => a.number - b.number).at(-1);
}

/** What free-text search finds a run by: what started it, what its steps gave, what went wrong. */
function searchText(run: ActiveRun, result: Advanced): string {
  const words = [run.search];
  for (const step of run.steps.values()) words.push(...textsOf(step.output), step.error ?? '');
  if (result.error) words.push(result.error.code, result.error.message);
  return [...new Set(words.filter((word) => word !== ''))].join(' ').slice(0, searchLength);
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
