import type { ContactInput } from '../../contracts/contacts.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField } from '../../platform/http/problem.ts';
import { moveContacts } from '../placement/index.ts';
import { insertContact, pipelineExists } from './contacts.store.ts';

/**
 * Makes a contact. With a stage it is put there as by hand, explained and locked.
 *
 * @returns its id
 * @throws Problem 422 naming `body.pipelineId` or `body.stageId`
 */
export async function createContact(
  tx: Tx,
  scope: { workspaceId: string; actor: Actor },
  input: ContactInput,
): Promise<string> {
  const { stageId, ...rest } = input;
  if (rest.pipelineId !== null && !(await pipelineExists(tx, rest.pipelineId))) {
    throw invalidField('body.pipelineId', 'There is no such pipeline in this workspace.');
  }
  const id = await insertContact(tx, scope, rest);
  if (stageId !== null) {
    await moveContacts(tx, { ...scope, contactIds: [id], stageId, reevaluate: false });
  }
  return id;
}
