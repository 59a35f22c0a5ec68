import type { GraphConversation, GraphPerson } from './graph-shapes.ts';

export type ContactName = { firstName: string; lastName: string };

/**
 * First word the first name, the rest the last; `User` and the last six digits of the id where
 * there is no name.
 */
export function splitName(name: string | null, id: string): ContactName {
  const [first, ...rest] = (name ?? '').split(/\s+/u).filter((word) => word !== '');
  if (first !== undefined) return { firstName: first, lastName: rest.join(' ') };
  const digits = id.replace(/\D/g, '') || id;
  return { firstName: 'User', lastName: digits.slice(-6) };
}

/**
 * The person at the other end of a thread, named as in their newest named message: page-scoped ids
 * cannot be looked up. Null when only the business itself is in it.
 *
 * @param ownIds the Page's id and its Instagram account's
 */
export function customerOf(
  conversation: Pick<GraphConversation, 'participants' | 'messages'>,
  ownIds: ReadonlySet<string>,
): { id: string; name: string | null } | null {
  const senders = conversation.messages.flatMap(({ from }) => from ?? []);
  const receivers = conversation.messages.flatMap(({ to }) => to);
  const others = [...senders.toReversed(), ...conversation.participants, ...receivers].filter(
    (person) => !ownIds.has(person.id),
  );
  const [customer] = others;
  if (customer === undefined) return null;
  const named = others.find((person) => person.id === customer.id && nameOf(person) !== null);
  return { id: customer.id, name: named === undefined ? null : nameOf(named) };
}

/** Instagram gives a user name only. */
function nameOf({ name, username }: GraphPerson): string | null {
  return name?.trim() || username?.trim() || null;
}
