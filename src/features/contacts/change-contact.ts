import type { ContactChange } from '../../contracts/contacts.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import { memberExists, updateContact } from './contacts.store.ts';

/**
 * Changes what a person may change of a contact.
 *
 * @throws Problem 404, or 422 naming `body.ownerId`
 */
export async function changeContact(
  tx: Tx,
  scope: { workspaceId: string; actor: Actor },
  contactId: string,
  change: ContactChange,
): Promise<void> {
  const { ownerId } = change;
  if (ownerId && !(await memberExists(tx, ownerId))) {
    throw invalidField('body.ownerId', 'There is no such member in this workspace.');
  }
  if (!(await updateContact(tx, scope, contactId, change))) throw notFound('contact');
}
