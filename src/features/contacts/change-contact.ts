import type { ContactChange } from '../../contracts/contacts.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import { checkFields } from '../custom-fields/index.ts';
import { mergeFields } from './contact-fields.store.ts';
import { contactExists, memberExists, updateContact } from './contacts.store.ts';

/**
 * Changes what a person may change of a contact.
 *
 * @throws Problem 404, or 422 naming `body.ownerId` or `body.fields.<key>`
 */
export async function changeContact(
  tx: Tx,
  scope: { workspaceId: string; actor: Actor },
  contactId: string,
  change: ContactChange,
): Promise<void> {
  const { fields, ...columns } = change;
  const { ownerId } = columns;
  if (!(await contactExists(tx, contactId))) throw notFound('contact');
  if (ownerId && !(await memberExists(tx, ownerId))) {
    throw invalidField('body.ownerId', 'There is no such member in this workspace.');
  }
  const checked = fields && (await checkFields(tx, scope.workspaceId, fields));
  const merged = checked && (await mergeFields(tx, contactId, checked));
  await updateContact(tx, scope, contactId, { ...columns, ...(merged && { fields: merged }) });
}
