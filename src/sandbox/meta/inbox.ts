import type {
  Inbox,
  MetaPlatform,
  MetaWorld,
  SandboxConversation,
  SandboxMessage,
} from './world.ts';

function inboxOf(world: MetaWorld, pageId: string, platform: MetaPlatform): Inbox {
  const key = `${pageId}/${platform}`;
  const known = world.inboxes.get(key);
  if (known) return known;
  const inbox: Inbox = { conversations: new Map(), sorted: null };
  world.inboxes.set(key, inbox);
  return inbox;
}

/** Newest first; equal times by id, so that a cursor always has one place. */
export function compareNewestFirst(
  a: { updatedAt: number; id: string },
  b: { updatedAt: number; id: string },
): number {
  if (a.updatedAt !== b.updatedAt) return b.updatedAt - a.updatedAt;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

export function conversationsNewestFirst(
  world: MetaWorld,
  pageId: string,
  platform: MetaPlatform,
): readonly SandboxConversation[] {
  const inbox = inboxOf(world, pageId, platform);
  inbox.sorted ??= [...inbox.conversations.values()].sort(compareNewestFirst);
  return inbox.sorted;
}

/** Adds a conversation; one with the same id is replaced. */
export function putConversation(world: MetaWorld, conversation: SandboxConversation): void {
  const old = world.conversations.get(conversation.id);
  if (old) {
    inboxOf(world, old.pageId, old.platform).conversations.delete(old.id);
    for (const message of old.messages) world.messageHomes.delete(message.id);
  }
  const inbox = inboxOf(world, conversation.pageId, conversation.platform);
  inbox.conversations.set(conversation.id, conversation);
  inbox.sorted = null;
  world.conversations.set(conversation.id, conversation);
  for (const message of conversation.messages) world.messageHomes.set(message.id, conversation);
}

/** Appends a message and moves the conversation to the top of its inbox. */
export function appendMessage(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
): void {
  conversation.messages.push(message);
  conversation.updatedAt = Math.max(conversation.updatedAt, message.sentAt);
  conversation.unread = message.author === 'customer' ? conversation.unread + 1 : 0;
  world.messageHomes.set(message.id, conversation);
  moveToPlace(inboxOf(world, conversation.pageId, conversation.platform), conversation);
}

/** Keeps the sorted list sorted: a full sort of 10,000 at each message would cost milliseconds. */
function moveToPlace(inbox: Inbox, conversation: SandboxConversation): void {
  if (!inbox.sorted) return;
  inbox.sorted = inbox.sorted.filter((other) => other !== conversation);
  const place = firstAfter(inbox.sorted, conversation);
  inbox.sorted.splice(place, 0, conversation);
}

/** Index of the first item that comes after `key` in newest-first order. */
export function firstAfter(
  sorted: readonly SandboxConversation[],
  key: { updatedAt: number; id: string },
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item && compareNewestFirst(item, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The message and its conversation, or undefined. */
export function findMessage(
  world: MetaWorld,
  id: string,
): { conversation: SandboxConversation; message: SandboxMessage; age: number } | undefined {
  const conversation = world.messageHomes.get(id);
  if (!conversation) return undefined;
  const index = conversation.messages.findIndex((message) => message.id === id);
  const message = conversation.messages[index];
  if (!message) return undefined;
  return { conversation, message, age: conversation.messages.length - 1 - index };
}
