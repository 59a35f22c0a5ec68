import { durationMs } from '../time.ts';
import type { Happening } from '../types.ts';
import { eventFacts } from './event-facts.ts';
import {
  isDue,
  type StepHandler,
  type StepKinds,
  type StepResult,
  type Turn,
  type Wait,
} from './step.ts';

type EventStep = StepKinds['wait_for_event'];

export const waitForEvent: StepHandler<EventStep> = {
  enter(step, { input }) {
    const until = new Date(input.now.getTime() + durationMs(step.timeout));
    const waited = { event: step.event.type, until: until.toISOString() };
    // In a test run nothing can happen while time is skipped.
    if (input.skipWaits) return { ...timedOut(step), input: waited };
    return { kind: 'wait', reason: 'event', until, input: waited };
  },
  wake(step, turn, wait) {
    if (isDue(turn, wait)) return timedOut(step);
    const { wake } = turn.input;
    if (wake.kind !== 'event' || !isAwaited(step, wake.happening, turn, wait)) return null;
    const { type, changes, data } = eventFacts(wake.happening);
    return { kind: 'done', output: { timedOut: false, event: { type, changes, data } } };
  },
};

function timedOut({ onTimeout }: EventStep): StepResult {
  const output = { timedOut: true, event: null };
  return onTimeout === 'stop' ? { kind: 'done', output, ends: 'stop' } : { kind: 'done', output };
}

function isAwaited(step: EventStep, happening: Happening, turn: Turn, wait: Wait): boolean {
  // The timeout ends such a wait, also when its due time is looked at later than the event.
  if (wait.until !== null && Date.parse(happening.at) > Date.parse(wait.until)) return false;
  const { input, compiled } = turn;
  // What the run did itself a step before is not what it waits for.
  if (happening.cause === `run:${input.runId}`) return false;
  const trigger = input.triggers.get(step.event.type);
  const facts = { ...turn.facts, event: eventFacts(happening) };
  if (!trigger?.match(happening, step.event.params, facts).ok) return false;
  return compiled.conditions.every((condition) => condition.holds(facts, happening, input.now));
}
