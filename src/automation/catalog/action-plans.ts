import type { ActionContext, ActionPlan } from '../model/action-types.ts';
import type { Effect } from '../model/effects.ts';
import { valueAt } from '../model/fields.ts';
import { zoneOf } from '../model/time.ts';
import type { Facts, Json, JsonObject } from '../model/types.ts';

/** The plan of an action that does one thing at once. */
export function done(effect: Effect, output: Json): ActionPlan {
  return { ok: true, effects: [effect], output };
}

export function failed(code: string, message: string): ActionPlan {
  return { ok: false, code, message };
}

/** Plans for the run's contact; a run without one fails the step. */
export function withContact(
  context: ActionContext,
  plan: (contactId: string) => ActionPlan,
): ActionPlan {
  if (context.contactId === null) return failed('no_contact', 'This run has no contact');
  return plan(context.contactId);
}

/** A text of the facts by its path, contact.email; null when it is missing or empty. */
export function factText(facts: Facts, path: string): string | null {
  const value = valueAt(facts, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** How messages of failures call the contact. */
export function contactName(facts: Facts): string {
  return factText(facts, 'contact.name') ?? 'This contact';
}

/** The clock by which the contact lives: its own zone, else the workspace's. */
export function contactZone(facts: Facts): string {
  return zoneOf(facts, 'contact');
}

/** The member that an assignee stands for; null when the contact has no owner. */
export function memberOf(assignee: string | undefined, facts: Facts): string | null {
  if (assignee === 'contact_owner') return factText(facts, 'owner.id');
  return assignee ?? null;
}

/** Changes of the contact: fields by API name, custom fields by key, tags. */
export function setContact(
  contactId: string,
  change: { set?: JsonObject; fields?: JsonObject; addTags?: string[]; removeTags?: string[] },
): Effect {
  return {
    kind: 'set_contact',
    contactId,
    set: {},
    fields: {},
    addTags: [],
    removeTags: [],
    ...change,
  };
}
