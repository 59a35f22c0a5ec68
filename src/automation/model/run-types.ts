import type { ActionPlanner } from './action-types.ts';
import type { PlannedEffect } from './effects.ts';
import type {
  CompiledAutomation,
  Facts,
  Happening,
  Json,
  JsonObject,
  TriggerModel,
} from './types.ts';

export type StepStatus = 'completed' | 'failed' | 'waiting' | 'skipped' | 'cancelled';

/**
 * One row of the step log. A waiting row is written again, under its number, when the wait ends; an
 * `input` that is null then leaves the one that is there.
 */
export type StepLog = {
  number: number;
  stepId: string;
  kind: string;
  action: string | null;
  status: StepStatus;
  attempt: number;
  input: Json | null;
  output: Json | null;
  errorCode: string | null;
  error: string | null;
  startedAt: string;
  finishedAt: string | null;
};

export type WaitReason =
  | 'delay'
  | 'until'
  | 'event'
  | 'delivery'
  | 'answer'
  | 'retry'
  | 'window'
  | 'rate'
  | 'debounce'
  | 'paused'
  | 'queued';

/** Where a run is. Plain JSON: it is stored in runs.state. */
export type RunState = {
  /** The step to do or to go on with; null before the first and after the last. */
  at: string | null;
  /** Tries of the step at `at`, this one included. */
  attempt: number;
  /** Number of the next row in the step log. */
  number: number;
  /** Steps done so far: a run ends with 'too_many_steps' at its limit. */
  executed: number;
  /** What steps gave, for {{ steps.<id>.… }}. */
  outputs: { [stepId: string]: Json };
  /** Inputs that a person gave for this run alone when retrying it, by step. */
  overrides?: { [stepId: string]: JsonObject };
  /** The first step that failed for good and was passed: the run ends as failed, with this error. */
  failed?: { stepId: string; code: string; message: string };
  /** Steps that the retried run had done after the one that failed: they are not done again. */
  done?: string[];
  /** The step that a person told to send now, outside of its sending window. */
  sendNow?: string;
  /** Set while the step at `at` waits: its log row's number, since when, until when. */
  wait: { reason: WaitReason; number: number; since: string; until: string | null } | null;
};

/** Why a run is looked at. */
export type Wake =
  | { kind: 'start' }
  /** Its due time has come. */
  | { kind: 'due' }
  /** Something happened to its contact. */
  | { kind: 'event'; happening: Happening }
  /** The delivery or question of its waiting step is finished. */
  | { kind: 'outcome'; ok: true; output: Json }
  | { kind: 'outcome'; ok: false; code: string; message: string; permanent: boolean }
  /** It gave way because its facts had changed: they are loaded anew. */
  | { kind: 'again' };

export type AdvanceInput = {
  automation: CompiledAutomation;
  runId: string;
  contactId: string | null;
  state: RunState;
  wake: Wake;
  /** What started the run. */
  happening: Happening;
  facts: Facts;
  now: Date;
  actions: ReadonlyMap<string, ActionPlanner>;
  triggers: ReadonlyMap<string, TriggerModel>;
  /** Times and random numbers of a test run: waits are over at once. */
  skipWaits: boolean;
  /**
   * Steps whose effects the database could not take, by log number: found missing before anything
   * was written, so the same `advance` is asked again and lets that step fail.
   */
  refused: ReadonlyMap<number, { code: string; message: string }>;
};

export type Advanced = {
  state: RunState;
  /** 'processing': it gave way and is to be advanced again after its effects are written. */
  status: 'processing' | 'waiting' | 'completed' | 'failed' | 'cancelled';
  steps: StepLog[];
  effects: PlannedEffect[];
  waitReason: WaitReason | null;
  /** When to look again; null while waiting: an event, a delivery or a person moves it. */
  dueAt: Date | null;
  /** True when events of its contact can move it: a wait, a goal ahead, stop on reply. */
  hearsEvents: boolean;
  error: { code: string; message: string } | null;
  needsReview: boolean;
  /** Why it ended: 'end', 'stop', 'goal', 'reply', 'contact_deleted'. */
  ended: string | null;
};
