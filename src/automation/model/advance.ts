import { isNews } from './news.ts';
import type { Advanced, AdvanceInput, RunState } from './run-types.ts';
import {
  type Course,
  closeRow,
  failRun,
  goTo,
  startCourse,
  stepAt,
  take,
  turnOf,
} from './steps/course.ts';
import { enterStep, wakeStep } from './steps/index.ts';
import type { CompiledStep } from './types.ts';

/** Steps that one run may do, tries included. */
export const stepLimit = 1_000;

/** The state of a run that has done nothing yet. */
export function beginRun(): RunState {
  return { at: null, attempt: 1, number: 1, executed: 0, outputs: {}, wait: null };
}

/**
 * Takes a run as far as it goes: until it waits, ends, fails or gives way to its own effects. The
 * same input gives the same answer, so a call whose answer was lost is simply made again. A wake
 * that is not for the run leaves it as it is. A run that has ended must not be advanced.
 */
export function advance(input: AdvanceInput): Advanced {
  const course = startCourse(input);
  if (isReply(input)) return cancel(course, 'reply');
  if (lostContact(input)) return cancel(course, 'contact_deleted');
  const isAwake = wakeUp(course);
  const hasJumped = jumpToGoal(course);
  if (!isAwake && !hasJumped) return unchanged(input);
  while (course.end === null && course.state.wait === null) {
    const compiled = stepAt(course);
    if (compiled === undefined) {
      failRun(course, 'unknown_step', `There is no step ${course.state.at}`, true);
    } else if (course.state.executed >= stepLimit) {
      failRun(course, 'too_many_steps', `It did ${stepLimit} steps, more than a run may`, true);
    } else if (givesWay(course, compiled)) {
      break;
    } else if (course.state.done?.includes(compiled.step.id)) {
      closeRow(course, compiled, { status: 'skipped' });
      goTo(course, compiled.next);
    } else {
      course.state.executed += 1;
      take(course, compiled, enterStep(turnOf(course, compiled)));
    }
  }
  return answer(course);
}

/** The happening that started a run is no news for it. */
function isReply({ wake, automation, happening }: AdvanceInput): boolean {
  if (!automation.definition.settings.stopOnReply || wake.kind !== 'event') return false;
  const { key, type, changes } = wake.happening;
  if (key === happening.key || type !== 'message.created') return false;
  return changes['direction']?.[1] === 'in' && isNews(wake.happening, changes['sentAt']?.[1]);
}

/** Deleted since the run began: it does no more, and nobody is at fault. */
function lostContact({ contactId, happening }: AdvanceInput): boolean {
  return contactId === null && happening.contactId !== null;
}

function cancel(course: Course, ended: 'reply' | 'contact_deleted'): Advanced {
  const compiled = stepAt(course);
  if (compiled !== undefined && course.state.wait !== null) {
    closeRow(course, compiled, { status: 'cancelled' });
  }
  course.state.wait = null;
  const error =
    ended === 'reply' ? null : { code: ended, message: 'The contact was deleted meanwhile.' };
  course.end = { status: 'cancelled', error, needsReview: false, ended };
  return answer(course);
}

/** False when the wake is nothing to the step that waits. */
function wakeUp(course: Course): boolean {
  const { state, input } = course;
  if (state.at === null) return begin(course);
  if (state.wait === null) return true;
  const compiled = stepAt(course);
  // A version without the step: the loop says so.
  if (compiled === undefined) state.wait = null;
  if (compiled === undefined || state.wait === null) return true;
  if (input.wake.kind === 'event' && input.wake.happening.key === input.happening.key) return false;
  const result = wakeStep(turnOf(course, compiled), state.wait);
  if (result === null) return false;
  take(course, compiled, result);
  return true;
}

/** The engine may have put a wait before the first step: debounce, rate. Events do not end that. */
function begin(course: Course): boolean {
  const { state, input } = course;
  const isEarly = state.wait !== null && input.wake.kind !== 'start' && input.wake.kind !== 'due';
  if (isEarly) return false;
  state.wait = null;
  goTo(course, input.automation.first);
  return true;
}

/**
 * To the nearest goal that the run is sure to pass by and that holds already; what stands between
 * is skipped. What is on its way to a provider or an AI is waited for: its answer belongs here.
 */
function jumpToGoal(course: Course): boolean {
  const { state, input, facts } = course;
  if (course.end !== null || isUnderWay(state)) return false;
  const between: CompiledStep[] = [];
  for (let step = stepAt(course); step !== undefined; step = following(input, step)) {
    const isGoal = step.step.kind === 'goal';
    if (isGoal && step.conditions[0]?.holds(facts, input.happening, input.now)) {
      for (const skipped of between) closeRow(course, skipped, { status: 'skipped' });
      goTo(course, step.step.id);
      return true;
    }
    between.push(step);
  }
  return false;
}

function following({ automation }: AdvanceInput, { next }: CompiledStep): CompiledStep | undefined {
  return next === null ? undefined : automation.steps.get(next);
}

function isUnderWay({ wait }: RunState): boolean {
  return wait?.reason === 'delivery' || wait?.reason === 'answer';
}

/** A step that reads what an effect of this same call changes must see it written first. */
function givesWay({ touched, input }: Course, { step, roots }: CompiledStep): boolean {
  if (touched.size === 0) return false;
  if (roots.some((root) => touched.has(root))) return true;
  if (step.kind !== 'action') return false;
  const planner = input.actions.get(step.action);
  if (planner?.reads?.some((root) => touched.has(root))) return true;
  // The sending window stands in the contact's time zone.
  const isHeld = planner?.sends && input.automation.definition.settings.sendingWindow !== null;
  return isHeld === true && touched.has('contact');
}

function unchanged(input: AdvanceInput): Advanced {
  return { ...answer(startCourse(input)), state: input.state };
}

function answer(course: Course): Advanced {
  const { state, steps, effects, end, input } = course;
  const { wait } = state;
  return {
    state,
    status: end?.status ?? (wait === null ? 'processing' : 'waiting'),
    steps,
    effects,
    waitReason: wait?.reason ?? null,
    dueAt: wait === null || wait.until === null ? null : new Date(wait.until),
    hearsEvents: end === null && hearsEvents(course),
    error: end?.error ?? null,
    needsReview: end?.needsReview || (state.failed !== undefined && !input.state.failed),
    ended: end?.ended ?? null,
  };
}

function hearsEvents(course: Course): boolean {
  const { state, input } = course;
  if (input.automation.definition.settings.stopOnReply || state.wait?.reason === 'event')
    return true;
  if (isUnderWay(state)) return false;
  for (let step = stepAt(course); step !== undefined; step = following(input, step)) {
    if (step.step.kind === 'goal') return true;
  }
  return false;
}
