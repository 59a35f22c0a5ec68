import type { ActionContext, ActionPlan, ActionPlanner } from '../action-types.ts';
import { renderInput } from '../templates.ts';
import type { Json, JsonObject } from '../types.ts';
import { nextOpening } from '../windows.ts';
import { idsOf } from './chance.ts';
import { isDue, type StepHandler, type StepKinds, type StepResult, type Turn } from './step.ts';

type ActionStep = StepKinds['action'];

export const action: StepHandler<ActionStep> = {
  enter(step, turn) {
    const planner = turn.input.actions.get(step.action);
    if (planner === undefined) return failed('unknown_action', `There is no action ${step.action}`);
    const opening = openingFor(planner, turn);
    const { overrides, sendNow } = turn.input.state;
    if (opening !== null && !turn.input.skipWaits && sendNow !== step.id) {
      return { kind: 'wait', reason: 'window', until: opening };
    }
    const input = overrides?.[step.id] ?? step.input;
    const rendered = renderInput(input, turn.facts, turn.input.now);
    if (!rendered.ok) return failed(rendered.code, rendered.message, input);
    const refusal = turn.input.refused.get(turn.number);
    if (refusal !== undefined) return failed(refusal.code, refusal.message, rendered.value);
    const plan = planner.plan(rendered.value, contextOf(step, turn));
    if (!plan.ok) return failed(plan.code, plan.message, rendered.value);
    return planned(plan, rendered.value, turn, { opening, assumed: planner.sampleOutput });
  },

  wake(step, turn, wait) {
    if (wait.reason === 'retry' || wait.reason === 'window') {
      return isDue(turn, wait) ? { kind: 'resume' } : null;
    }
    const { wake, state } = turn.input;
    if (wake.kind !== 'outcome') return null;
    if (!wake.ok) {
      const { code, message, permanent } = wake;
      return { kind: 'failed', code, message, permanent };
    }
    return { kind: 'done', output: merge(state.outputs[step.id], wake.output) };
  },
};

/** When it may send; null: now, or it sends nothing. */
function openingFor(planner: ActionPlanner, { input, facts }: Turn): Date | null {
  const { sendingWindow } = input.automation.definition.settings;
  if (!planner.sends || sendingWindow === null) return null;
  return nextOpening(sendingWindow, facts, input.now);
}

function contextOf(step: ActionStep, { input, facts, number }: Turn): ActionContext {
  const { automation, runId, contactId, happening, now } = input;
  return {
    workspaceId: automation.workspaceId,
    automationId: automation.automationId,
    automationName: automation.name,
    runId,
    stepId: step.id,
    number,
    contactId,
    happening,
    facts,
    now,
    newId: idsOf(`${runId}:${number}`, now),
  };
}

type Planned = Extract<ActionPlan, { ok: true }>;

/** What a test run would have waited for: the sending window, and an answer that it makes up. */
type Skipped = { opening: Date | null; assumed: Json | undefined };

function planned(
  plan: Planned,
  input: JsonObject,
  turn: Turn,
  { opening, assumed }: Skipped,
): StepResult {
  const { effects } = plan;
  if (plan.waitFor !== undefined && !turn.input.skipWaits) {
    const { output } = plan;
    return { kind: 'wait', reason: plan.waitFor, until: null, input, output, effects };
  }
  const isAssumed = plan.waitFor !== undefined && assumed !== undefined;
  const output = isAssumed ? merge(assumed, plan.output ?? {}) : plan.output;
  if (opening === null && !isAssumed) return { kind: 'done', input, output, effects };
  const logged = {
    output,
    ...(opening && turn.input.skipWaits ? { skippedUntil: opening.toISOString() } : {}),
    ...(isAssumed ? { assumed: true } : {}),
  };
  return { kind: 'done', input, output, logged, effects };
}

function merge(planned: Json | undefined, outcome: Json): Json {
  return isObject(planned) && isObject(outcome) ? { ...planned, ...outcome } : outcome;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What no later try can mend. */
function failed(code: string, message: string, input?: JsonObject): StepResult {
  return { kind: 'failed', code, message, permanent: true, ...(input ? { input } : {}) };
}
