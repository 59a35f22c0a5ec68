import { z } from 'zod';
import { PageQuery } from './paging.ts';
import { Platform } from './platforms.ts';

export const Attachment = z.object({
  kind: z.string(),
  name: z.string().nullable(),
  /** Signed address at the provider; expires. */
  url: z.string().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

export const Reaction = z.object({ by: z.enum(['customer', 'business']), emoji: z.string() });
export type Reaction = z.infer<typeof Reaction>;

export const Message = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  contactId: z.uuid(),
  externalId: z.string(),
  direction: z.enum(['in', 'out']),
  text: z.string(),
  attachments: z.array(Attachment),
  reactions: z.array(Reaction),
  replyTo: z.string().nullable(),
  /** Typed in the platform's own app, not here. */
  fromPlatformApp: z.boolean(),
  /** Listed by the provider, which no longer shows what it said. */
  unreadable: z.boolean(),
  sentAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
  editedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
});
export type Message = z.infer<typeof Message>;

export const Conversation = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  channelId: z.uuid(),
  channelName: z.string(),
  platform: Platform,
  messageCount: z.int(),
  providerMessageCount: z.int().nullable(),
  /** False: the provider shows only the newest 20 messages; older ones are not here. */
  historyComplete: z.boolean(),
  lastMessageAt: z.iso.datetime().nullable(),
  analyzedAt: z.iso.datetime().nullable(),
  /** An analysis has been asked for and is on its way. */
  analysisPending: z.boolean(),
});
export type Conversation = z.infer<typeof Conversation>;

/** Newest first. */
export const MessageQuery = PageQuery.extend({ conversationId: z.uuid().optional() });
export type MessageQuery = z.infer<typeof MessageQuery>;
