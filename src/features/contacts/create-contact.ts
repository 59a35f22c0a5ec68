import type { ContactInput } from '../../contracts/contacts.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField } from '../../platform/http/problem.ts';
import { checkFields } from '../custom-fields/index.ts';
import { moveContacts } from '../placement/index.ts';
import { mergeFields } from './contact-fields.store.ts';
import { insertContact, pipelineExists } from './contacts.store.ts';

/**
 * Makes a contact. With a stage it is put there as by hand, explained and locked.
 *
 * @returns its id
 * @throws Problem 422 naming `body.pipelineId`, `body.stageId` or `body.fields.<key>`
 */
export async function createContact(
  tx: Tx,
  scope: { workspaceId: string; actor: Actor },
  input: ContactInput,
): Promise<string> {
  const { stageId, fields, ...rest } = input;
  if (rest.pipelineId !== null && !(await pipelineExists(tx, rest.pipelineId))) {
    throw invalidField('body.pipelineId', 'There is no such pipeline in this workspace.');
  }
  const checked = await checkFields(tx, scope.workspaceId, fields);
  const id = await insertContact(tx, scope, {
    ...rest,
    fields: await mergeFields(tx, null, checked),
  });
  if (stageId !== null) {
    await moveContacts(tx, { ...scope, contactIds: [id], stageId, reevaluate: false });
  }
  return id;
}
