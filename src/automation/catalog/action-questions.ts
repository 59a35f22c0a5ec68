import type { ActionContext, ActionPlan } from '../model/action-types.ts';
import type { Facts, JsonObject } from '../model/types.ts';
import { factText } from './action-plans.ts';

/** The text given, else the message that the run is about, else the contact's last one. */
export function questionText(given: string | undefined, facts: Facts): string | null {
  return given ?? factText(facts, 'message.text') ?? factText(facts, 'contact.lastMessage');
}

/** The run waits; the answer becomes the step's output. */
export function planQuestion(context: ActionContext, question: JsonObject): ActionPlan {
  const id = context.newId();
  return { ok: true, effects: [{ kind: 'ask_ai', id, question }], output: {}, waitFor: 'answer' };
}
