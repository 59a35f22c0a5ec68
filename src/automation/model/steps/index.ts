import type { Step } from '../../../contracts/automation-definition.ts';
import { action } from './action-step.ts';
import { branch, goal, split, stop } from './path-steps.ts';
import type { StepHandler, StepKinds, StepResult, Turn, Wait } from './step.ts';
import { waitForEvent } from './wait-for-event-step.ts';
import { delay, waitUntil } from './wait-steps.ts';

const handlers: { [K in keyof StepKinds]: StepHandler<StepKinds[K]> } = {
  action,
  delay,
  wait_until: waitUntil,
  wait_for_event: waitForEvent,
  branch,
  split,
  goal,
  stop,
};

/** Does a step. */
export function enterStep(turn: Turn): StepResult {
  const { step } = turn.compiled;
  return handlerOf(step.kind).enter(step, turn);
}

/** Shows a waiting step why its run was woken; null: nothing for it. */
export function wakeStep(turn: Turn, wait: Wait): StepResult | null {
  const { step } = turn.compiled;
  return handlerOf(step.kind).wake?.(step, turn, wait) ?? null;
}

/** A kind's handler takes steps of its kind, which TypeScript cannot see through the table. */
function handlerOf<K extends Step['kind']>(kind: K): StepHandler<StepKinds[K]> {
  return handlers[kind];
}
