import { z } from 'zod';
import { appendMessage, conversationsNewestFirst, findMessage, putConversation } from './inbox.ts';
import { newIds, usernameFor } from './new-ids.ts';
import {
  deletionEvent,
  editEvent,
  editQuirkEvent,
  messageEvent,
  postbackEvent,
  reactionEvent,
  readEvent,
} from './webhooks/events.ts';
import type { Outbox } from './webhooks/outbox.ts';
import type { MetaPlatform, MetaWorld, SandboxConversation, SandboxMessage } from './world.ts';
import { attachmentTypes } from './world.ts';

export const CustomerWrites = z.strictObject({
  /** The main Page when missing. */
  pageId: z.string().optional(),
  platform: z.enum(['messenger', 'instagram']).optional(),
  /** Without an id, the newest conversation with `name`, or a new one. */
  conversationId: z.string().optional(),
  name: z.string().min(1).optional(),
  text: z.string().default(''),
  attachments: z.array(z.enum(attachmentTypes)).default([]),
  replyTo: z.string().optional(),
});
export const BusinessReplies = z.strictObject({
  conversationId: z.string(),
  text: z.string().min(1),
  /** The app that wrote it; Meta's own inbox when missing. */
  fromAppId: z.string().optional(),
});
export const CustomerEdits = z.strictObject({ messageId: z.string(), text: z.string() });
export const OneMessage = z.strictObject({ messageId: z.string() });
export const OneConversation = z.strictObject({ conversationId: z.string() });
export const CustomerReacts = z.strictObject({
  messageId: z.string(),
  emoji: z.string().default('❤️'),
  reaction: z.string().default('love'),
  remove: z.boolean().default(false),
});
export const CustomerTaps = z.strictObject({
  conversationId: z.string(),
  title: z.string(),
  payload: z.string(),
});

/** What was touched. */
export type Acted = { conversationId: string; messageId: string };

/** The things that people do, each with the webhook it causes. Unknown ids throw a RangeError. */
export function createActing(world: MetaWorld, outbox: Outbox) {
  return {
    customerWrites(input: z.input<typeof CustomerWrites>): Acted {
      const wish = CustomerWrites.parse(input);
      const conversation = conversationFor(world, wish);
      const message = newMessage(world, conversation, 'customer', wish.text, {
        replyTo: wish.replyTo ?? null,
        attachments: wish.attachments.map((type) => {
          const id = newIds.attachment(world.random);
          return { id, type, name: `${type}-${id}` };
        }),
      });
      appendMessage(world, conversation, message);
      const isQuirk = world.knobs.webhooks.editQuirk && conversation.platform === 'instagram';
      if (isQuirk) outbox.send(editQuirkEvent(world, conversation, message));
      outbox.send(messageEvent(world, conversation, message));
      return { conversationId: conversation.id, messageId: message.id };
    },

    businessRepliesInApp(input: z.input<typeof BusinessReplies>): Acted {
      const { conversationId, text, fromAppId } = BusinessReplies.parse(input);
      const conversation = knownConversation(world, conversationId);
      const appId = fromAppId ?? null;
      const message = newMessage(world, conversation, 'business', text, { appId });
      appendMessage(world, conversation, message);
      outbox.send(messageEvent(world, conversation, message));
      return { conversationId, messageId: message.id };
    },

    customerEdits(input: z.input<typeof CustomerEdits>): Acted {
      const { messageId, text } = CustomerEdits.parse(input);
      const { conversation, message } = knownMessage(world, messageId);
      message.text = text;
      message.edits += 1;
      outbox.send(editEvent(world, conversation, message));
      return { conversationId: conversation.id, messageId };
    },

    customerUnsends(input: z.input<typeof OneMessage>): Acted {
      const { messageId } = OneMessage.parse(input);
      const { conversation, message } = knownMessage(world, messageId);
      message.isDeleted = true;
      outbox.send(deletionEvent(world, conversation, message));
      return { conversationId: conversation.id, messageId };
    },

    customerReacts(input: z.input<typeof CustomerReacts>): Acted {
      const { messageId, emoji, reaction, remove } = CustomerReacts.parse(input);
      const { conversation, message } = knownMessage(world, messageId);
      const others = message.reactions.filter(({ by }) => by !== 'customer');
      message.reactions = remove ? others : [...others, { emoji, by: 'customer' }];
      outbox.send(
        reactionEvent(world, conversation, message, { emoji, reaction, isRemoved: remove }),
      );
      return { conversationId: conversation.id, messageId };
    },

    customerReads(input: z.input<typeof OneConversation>): Acted {
      const { conversationId } = OneConversation.parse(input);
      const conversation = knownConversation(world, conversationId);
      const seen = conversation.messages.findLast(({ author }) => author === 'business');
      if (!seen) throw new RangeError('the business has not written in this conversation yet');
      outbox.send(readEvent(world, conversation, seen));
      return { conversationId, messageId: seen.id };
    },

    customerTaps(input: z.input<typeof CustomerTaps>): Acted {
      const { conversationId, title, payload } = CustomerTaps.parse(input);
      const conversation = knownConversation(world, conversationId);
      const message = newMessage(world, conversation, 'customer', title);
      appendMessage(world, conversation, message);
      outbox.send(postbackEvent(world, conversation, { mid: message.id, title, payload }));
      return { conversationId, messageId: message.id };
    },

    editQuirk(input: z.input<typeof OneMessage>): Acted {
      const { messageId } = OneMessage.parse(input);
      const { conversation, message } = knownMessage(world, messageId);
      outbox.send(editQuirkEvent(world, conversation, message));
      return { conversationId: conversation.id, messageId };
    },
  };
}

export type Acting = ReturnType<typeof createActing>;

function knownConversation(world: MetaWorld, id: string): SandboxConversation {
  const conversation = world.conversations.get(id);
  if (!conversation) throw new RangeError(`conversationId: there is no conversation ${id}`);
  return conversation;
}

function knownMessage(world: MetaWorld, id: string) {
  const found = findMessage(world, id);
  if (!found) throw new RangeError(`messageId: there is no message ${id}`);
  return found;
}

/** A message that is not in its conversation yet, at the sandbox's time. */
export function newMessage(
  world: MetaWorld,
  conversation: SandboxConversation,
  author: SandboxMessage['author'],
  text: string,
  more: Partial<Pick<SandboxMessage, 'attachments' | 'replyTo' | 'appId'>> = {},
): SandboxMessage {
  return {
    id: newIds.message(world.random, conversation.platform),
    author,
    sentAt: world.clock().getTime(),
    text,
    attachments: more.attachments ?? [],
    replyTo: more.replyTo ?? null,
    reactions: [],
    edits: 0,
    isDeleted: false,
    appId: more.appId ?? null,
  };
}

function conversationFor(
  world: MetaWorld,
  wish: z.infer<typeof CustomerWrites>,
): SandboxConversation {
  if (wish.conversationId !== undefined) return knownConversation(world, wish.conversationId);
  const page =
    wish.pageId === undefined ? [...world.pages.values()][0] : world.pages.get(wish.pageId);
  if (!page) throw new RangeError(`pageId: there is no Page ${wish.pageId}`);
  const platform = wish.platform ?? 'messenger';
  if (platform === 'instagram' && !page.instagram) {
    throw new RangeError(`platform: Page ${page.id} has no Instagram account`);
  }
  const known = conversationsNewestFirst(world, page.id, platform).find(
    ({ customer }) => customer.name === wish.name || customer.username === wish.name,
  );
  return known ?? startConversation(world, page.id, platform, wish.name ?? 'Alex Winter');
}

function startConversation(
  world: MetaWorld,
  pageId: string,
  platform: MetaPlatform,
  name: string,
): SandboxConversation {
  const id = newIds.customer(world.random);
  const conversation: SandboxConversation = {
    id: newIds.conversation(world.random, platform),
    pageId,
    platform,
    customer: { id, name, username: usernameFor(name, id) },
    messages: [],
    updatedAt: world.clock().getTime(),
    unread: 0,
  };
  putConversation(world, conversation);
  return conversation;
}
