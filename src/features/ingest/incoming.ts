import type { Attachment, Reaction } from '../../contracts/conversations.ts';

/** A message as a provider gave it, in our words. */
export type IncomingMessage = {
  externalId: string;
  direction: 'in' | 'out';
  text: string;
  attachments: readonly Attachment[];
  reactions: readonly Reaction[];
  replyTo: string | null;
  sentAt: Date;
  fromPlatformApp: boolean;
};

export type IncomingCustomer = {
  /** Page-scoped id, number or address: unique on its channel. */
  externalId: string;
  firstName: string;
  lastName: string;
  /** As the provider has it; null when it gave none. */
  name: string | null;
};

export type IncomingConversation = {
  /** Null when only a webhook told of it: those do not name the thread. */
  externalId: string | null;
  customer: IncomingCustomer;
  updatedAt: Date | null;
  /** As the provider counts; null when it did not say. */
  messageCount: number | null;
  /** The provider no longer shows the older messages. Undefined when this source cannot tell. */
  isCutOff: boolean | undefined;
  messages: readonly IncomingMessage[];
};

export type IncomingBatch = {
  workspaceId: string;
  channel: { id: string; platform: 'messenger' | 'instagram' | 'sms' | 'email' };
  conversations: readonly IncomingConversation[];
  /** New inbound messages count as unread (webhooks) or not (history). */
  countUnread: boolean;
  /** When new messages should be read, in ms from now; several messages in a row wait for the last. */
  analysisDelayMs: number;
};

export type IngestResult = { newContacts: number; newMessages: number; conversationIds: string[] };
