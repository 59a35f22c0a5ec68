import type { Json, JsonObject, Reference } from '../model/types.ts';
import { id, splitText } from './action-inputs.ts';

/**
 * For `touches` and `reads`: the clock by which times without an offset are read. Told apart from
 * the rest of the contact, so that a task after a tag need not wait for the tag to be written.
 */
export const zoneRoot = 'contact.timeZone';

/** Whether the value is known before the step is done: it has no variables. */
export function isLiteral(value: Json | undefined): value is string | number | boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value !== '' && !value.includes('{{'))
  );
}

/** The reference of an input, when it names one without variables. */
export function reference(kind: Reference['kind'], value: Json | undefined): Reference[] {
  return isLiteral(value) && value !== 'contact_owner' ? [{ kind, id: String(value) }] : [];
}

/**
 * Index keys of an event with these changes, each as precise as it can be told: `type:field=value`,
 * `type:field` for a value that is not known (null), the type alone without changes. Undefined is
 * no change.
 */
export function raised(type: string, changes: { [field: string]: Json | undefined }): string[] {
  const keys = Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${type}:${field}${isLiteral(value) ? `=${asStored(value)}` : ''}`);
  return keys.length === 0 ? [type] : keys;
}

/** Ids as the database writes them. */
function asStored(value: string | number | boolean): string | number | boolean {
  return id.safeParse(value).data ?? value;
}

/** For `raised`: a member named in the input, or one that only the contact tells. */
export function assigneeKey(input: JsonObject): Json | undefined {
  return input['assigneeId'] === 'contact_owner' ? null : input['assigneeId'];
}

/** What a message to a person may cause, on its way and when it is seen in the conversation. */
export function raisedBySending(channel: string): string[] {
  return [
    ...raised('delivery.created', { channel }),
    ...raised('delivery.updated', { status: null }),
    ...raised('message.created', { direction: 'out' }),
  ];
}

/** Those of a list, or of text with commas, that are named without variables. */
export function references(kind: Reference['kind'], value: Json | undefined): Reference[] {
  // A comma may stand inside a variable: text with variables is not taken apart.
  const names = isLiteral(value) ? splitText(value) : value;
  return Array.isArray(names) ? names.flatMap((name: Json) => reference(kind, name)) : [];
}
