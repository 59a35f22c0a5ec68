import type { Contact, MoveInput } from '../../contracts/contacts.ts';
import type { Placement } from '../../contracts/placements.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { notFound } from '../../platform/http/problem.ts';
import { listPlacements, moveContacts } from '../placement/index.ts';
import { findContact } from './contacts.store.ts';

/**
 * Moves one contact by hand. `placement` is null when it was there already.
 *
 * @throws Problem 404, or 422 naming `body.stageId`
 */
export async function moveContact(
  tx: Tx,
  scope: { workspaceId: string; actor: Actor },
  contactId: string,
  input: MoveInput,
): Promise<{ contact: Contact; placement: Placement | null }> {
  if (!(await findContact(tx, contactId))) throw notFound('contact');
  const { workspaceId, actor } = scope;
  const contactIds = [contactId];
  const placed = await moveContacts(tx, { ...input, workspaceId, actor, contactIds });
  const contact = await findContact(tx, contactId);
  if (!contact) throw notFound('contact');
  const ids = [...placed.values()];
  const [placement] = ids.length === 0 ? [] : await listPlacements(tx, { ids }, 1, null);
  return { contact, placement: placement?.item ?? null };
}
