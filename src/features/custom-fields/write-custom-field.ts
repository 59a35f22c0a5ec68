import type {
  CustomField,
  CustomFieldChange,
  CustomFieldInput,
} from '../../contracts/custom-fields.ts';
import { setAutomations } from '../../platform/database/automations-choice.ts';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField, notFound, Problem } from '../../platform/http/problem.ts';
import { choicesProblem } from './custom-field.rules.ts';
import {
  deleteCustomField,
  insertCustomField,
  listCustomFields,
  lockCustomField,
  lockFieldList,
  updateCustomField,
} from './custom-fields.store.ts';

const mostFields = 100;

type Ref = { workspaceId: string; fieldId: string };

/** @throws Problem 422 naming `body.choices`, 409 for a taken key or a full workspace */
export async function createCustomField(
  tx: Tx,
  workspaceId: string,
  input: CustomFieldInput,
): Promise<CustomField> {
  refuseChoices(input);
  await lockFieldList(tx, workspaceId);
  const fields = await listCustomFields(tx, workspaceId);
  if (fields.length >= mostFields) {
    throw new Problem('conflict', `A workspace has at most ${mostFields} custom fields.`);
  }
  const position = input.position ?? (fields.at(-1)?.position ?? -1) + 1;
  const made = await insertCustomField(tx, workspaceId, { ...input, position });
  if (made) return made;
  const message = `There is already a field with the key ${input.key}.`;
  throw new Problem('conflict', message, [{ field: 'body.key', message }]);
}

/** @throws Problem 404, or 422 naming `body.choices` */
export async function changeCustomField(
  tx: Tx,
  ref: Ref,
  change: CustomFieldChange,
): Promise<CustomField> {
  const field = await lockCustomField(tx, ref);
  if (!field) throw notFound('custom field');
  if (Object.keys(change).length === 0) return field;
  refuseChoices({ type: field.type, choices: change.choices ?? field.choices });
  return (await updateCustomField(tx, ref, change)) ?? field;
}

/** Deletes the field and its values, which is no news for automations. @throws Problem 404 */
export async function removeCustomField(tx: Tx, ref: Ref): Promise<void> {
  const field = await lockCustomField(tx, ref);
  if (!field) throw notFound('custom field');
  await setAutomations(tx, 'no');
  await deleteCustomField(tx, ref, field.key);
}

function refuseChoices(field: Pick<CustomField, 'type' | 'choices'>): void {
  const problem = choicesProblem(field);
  if (problem) throw invalidField('body.choices', problem);
}
