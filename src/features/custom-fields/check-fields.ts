import type { CustomField, FieldValue } from '../../contracts/custom-fields.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Problem } from '../../platform/http/problem.ts';
import { checkFieldValue } from './custom-field.rules.ts';
import { listCustomFields } from './custom-fields.store.ts';

/** What a change does to a contact's fields. */
export type FieldChange = { set: Record<string, FieldValue>; emptied: string[] };

/**
 * Checks custom fields as people send them, by key; null empties one.
 *
 * @throws Problem 422 naming each `body.fields.<key>` that is refused
 */
export async function checkFields(
  tx: Tx,
  workspaceId: string,
  given: Readonly<Record<string, FieldValue | null>>,
): Promise<FieldChange> {
  const entries = Object.entries(given);
  const change: FieldChange = { set: {}, emptied: [] };
  if (entries.length === 0) return change;
  const known = new Map((await listCustomFields(tx, workspaceId)).map((one) => [one.key, one]));
  const errors = entries.flatMap(([key, value]) => {
    const message = apply(change, known.get(key), value);
    return message === null ? [] : [{ field: `body.fields.${key}`, message }];
  });
  const [first] = errors;
  if (first) throw new Problem('invalid', `${first.field}: ${first.message}`, errors);
  return change;
}

/** Adds one value to the change; returns why it is refused, or null. */
function apply(
  change: FieldChange,
  field: CustomField | undefined,
  value: FieldValue | null,
): string | null {
  if (!field) return 'There is no such custom field in this workspace.';
  if (value === null) {
    change.emptied.push(field.key);
    return null;
  }
  const checked = checkFieldValue(field, value);
  if (!checked.ok) return checked.problem;
  change.set[field.key] = checked.value;
  return null;
}
