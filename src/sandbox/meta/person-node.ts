import type { FieldSelection } from './field-selection.ts';
import { nodeFields, showNode } from './node-fields.ts';
import type { MetaWorld, SandboxConversation } from './world.ts';
import { accountId } from './world.ts';

type Person = { id: string; name: string };

const messengerPerson = nodeFields<Person>('User', 'name,email,id', {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ id }) => `${id}@facebook.com`,
  username: () => undefined,
});

const instagramPerson = nodeFields<Person>('User', 'username,id', {
  id: ({ id }) => id,
  username: ({ name }) => name,
  name: () => undefined,
  email: () => undefined,
});

/** The customer or the business of a conversation: name and email on Messenger, username on Instagram. */
export function showPerson(
  world: MetaWorld,
  conversation: SandboxConversation,
  side: 'customer' | 'business',
  selection: FieldSelection | null,
): Record<string, unknown> {
  const isInstagram = conversation.platform === 'instagram';
  const kind = isInstagram ? instagramPerson : messengerPerson;
  return showNode(kind, personOf(world, conversation, side), selection);
}

function personOf(
  world: MetaWorld,
  { customer, pageId, platform }: SandboxConversation,
  side: 'customer' | 'business',
): Person {
  const isInstagram = platform === 'instagram';
  if (side === 'customer') {
    return { id: customer.id, name: isInstagram ? customer.username : customer.name };
  }
  const page = world.pages.get(pageId);
  if (!page) return { id: pageId, name: '' };
  const name = isInstagram ? (page.instagram?.username ?? page.name) : page.name;
  return { id: accountId(page, platform), name };
}
