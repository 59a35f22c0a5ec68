import type { Effect, PlannedEffect } from '../effects.ts';
import { defaultRetry, retryDelayMs } from '../retry.ts';
import type { Advanced, AdvanceInput, RunState, StepLog } from '../run-types.ts';
import type { CompiledStep, Facts, Json } from '../types.ts';
import type { StepResult, Turn } from './step.ts';

type End = Pick<Advanced, 'error' | 'needsReview' | 'ended'> & {
  status: 'completed' | 'failed' | 'cancelled';
};
type Row = { number: number; startedAt: string };

/** What one call of `advance` has done so far. Its state is its own copy. */
export type Course = {
  input: AdvanceInput;
  state: RunState;
  facts: Facts;
  /** The log row that a finished wait leaves for the step to be done. */
  open: Row | null;
  steps: StepLog[];
  effects: PlannedEffect[];
  /** Roots of the facts that are no longer what was loaded. */
  touched: Set<string>;
  end: End | null;
};

/** Bytes of one output as JSON; a run's state and its log stay small. */
const outputLimit = 16 * 1024;

export function startCourse(input: AdvanceInput): Course {
  const state = { ...input.state, outputs: { ...input.state.outputs } };
  const facts = { ...input.facts, steps: state.outputs, now: input.now.toISOString() };
  return { input, state, facts, open: null, steps: [], effects: [], touched: new Set(), end: null };
}

/** The step at which the run stands; undefined for one that its version does not have. */
export function stepAt({ input, state }: Course): CompiledStep | undefined {
  return state.at === null ? undefined : input.automation.steps.get(state.at);
}

export function turnOf(course: Course, compiled: CompiledStep): Turn {
  const { input, facts } = course;
  return { input, compiled, facts, number: rowOf(course).number };
}

/** Takes over what a step came to. */
export function take(course: Course, compiled: CompiledStep, result: StepResult): void {
  if (result.kind === 'done') finishStep(course, compiled, result);
  else if (result.kind === 'wait') waitAt(course, compiled, result);
  else if (result.kind === 'failed') failStep(course, compiled, result);
  else course.open = leaveWait(course);
}

type Result<K extends StepResult['kind']> = Extract<StepResult, { kind: K }>;

function finishStep(course: Course, compiled: CompiledStep, result: Result<'done'>): void {
  const { state } = course;
  const output = clipped(result.output);
  const logged = result.logged === undefined ? output : (within(result.logged) ?? output);
  addEffects(course, compiled, result.effects ?? []);
  state.outputs[compiled.step.id] = output;
  closeRow(course, compiled, { status: 'completed', input: result.input ?? null, output: logged });
  goTo(course, result.to === undefined ? compiled.next : result.to);
  if (result.ends !== undefined) endRun(course, result.ends);
}

function waitAt(course: Course, compiled: CompiledStep, result: Result<'wait'>): void {
  const { state } = course;
  const row = rowOf(course);
  const until = result.until?.toISOString() ?? null;
  addEffects(course, compiled, result.effects ?? []);
  if (result.output !== undefined) state.outputs[compiled.step.id] = clipped(result.output);
  log(course, compiled, row, { status: 'waiting', input: result.input ?? null });
  state.wait = { reason: result.reason, number: row.number, since: row.startedAt, until };
}

function failStep(course: Course, compiled: CompiledStep, result: Result<'failed'>): void {
  const { state, input } = course;
  const { step } = compiled;
  const { code, message } = result;
  closeRow(course, compiled, {
    status: 'failed',
    input: result.input ?? null,
    errorCode: code,
    error: message,
  });
  const retry = (step.kind === 'action' ? step.retry : undefined) ?? defaultRetry;
  if (!result.permanent && state.attempt < retry.attempts) {
    const delay = retryDelayMs(retry, state.attempt, `${input.runId}:${step.id}`);
    state.attempt += 1;
    waitAt(course, compiled, {
      kind: 'wait',
      reason: 'retry',
      until: new Date(input.now.getTime() + delay),
    });
    return;
  }
  // A wait that cannot be read ends the run: going on would send what should have waited.
  const onError = step.kind === 'action' ? step.onError : 'stop';
  if (onError === 'stop') {
    failRun(course, code, message, step.kind !== 'action');
    return;
  }
  if (onError === 'review') state.failed ??= { stepId: step.id, code, message };
  state.outputs[step.id] = { error: { code, message } };
  goTo(course, compiled.next);
}

/** Moves on to a step that is not begun; null ends the run. */
export function goTo(course: Course, at: string | null): void {
  course.state.at = at;
  course.state.attempt = 1;
  if (at === null) endRun(course, 'end');
}

function endRun(course: Course, ended: string): void {
  const { failed } = course.state;
  course.state.at = null;
  course.end = {
    status: failed ? 'failed' : 'completed',
    error: failed ? { code: failed.code, message: failed.message } : null,
    needsReview: false,
    ended,
  };
}

/** `at` stays: people retry from there. */
export function failRun(course: Course, code: string, message: string, needsReview: boolean): void {
  course.end = { status: 'failed', error: { code, message }, needsReview, ended: null };
}

/** Writes the last word on the row of the step at which the run stands. */
export function closeRow(
  course: Course,
  compiled: CompiledStep,
  entry: Partial<StepLog> & Pick<StepLog, 'status'>,
): void {
  const row = leaveWait(course) ?? rowOf(course);
  log(course, compiled, row, { ...entry, finishedAt: course.input.now.toISOString() });
  course.open = null;
}

function leaveWait({ state, open }: Course): Row | null {
  if (state.wait === null) return open;
  const { number, since } = state.wait;
  state.wait = null;
  return { number, startedAt: since };
}

/** The row that a wait has begun, or the next one. */
function rowOf({ state, open, input }: Course): Row {
  if (state.wait !== null) return { number: state.wait.number, startedAt: state.wait.since };
  return open ?? { number: state.number, startedAt: input.now.toISOString() };
}

function log(
  course: Course,
  { step }: CompiledStep,
  row: Row,
  entry: Partial<StepLog> & Pick<StepLog, 'status'>,
): void {
  // A row stands in one call's list once: the engine writes them all in one statement.
  const others = course.steps.filter(({ number }) => number !== row.number);
  course.steps = [
    ...others,
    {
      ...row,
      stepId: step.id,
      kind: step.kind,
      action: step.kind === 'action' ? step.action : null,
      attempt: course.state.attempt,
      input: null,
      output: null,
      errorCode: null,
      error: null,
      finishedAt: null,
      ...entry,
    },
  ];
  course.state.number = Math.max(course.state.number, row.number + 1);
}

function addEffects(course: Course, { step }: CompiledStep, effects: readonly Effect[]): void {
  if (effects.length === 0) return;
  const { number } = rowOf(course);
  for (const effect of effects) course.effects.push({ effect, stepId: step.id, number });
  if (step.kind !== 'action') return;
  for (const root of course.input.actions.get(step.action)?.touches ?? []) course.touched.add(root);
}

function clipped(output: Json): Json {
  return within(output) ?? { truncated: true };
}

function within(output: Json): Json | undefined {
  return Buffer.byteLength(JSON.stringify(output)) > outputLimit ? undefined : output;
}
