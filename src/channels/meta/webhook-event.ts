import type { MetaAttachment, MetaPlatform } from './attachments.ts';

/** What every event says. */
export type EventBase = {
  platform: MetaPlatform;
  /** The Page's id on Messenger, the Instagram account's on Instagram. */
  accountId: string;
  /** The person at the other end; null when the event does not say. */
  customerId: string | null;
  /** When it happened by the provider's clock; deliveries may come without. */
  at: Date | null;
  /** Equal for the same event sent again, different for any other. At most 320 characters. */
  dedupeKey: string;
};

type MessageContent = {
  messageId: string;
  text: string;
  attachments: readonly MetaAttachment[];
  /** Id of the message this one answers. */
  replyTo: string | null;
  isUnsupported: boolean;
};

export type MessageEvent = EventBase &
  MessageContent & { kind: 'message'; quickReplyPayload: string | null };
/** Something the business sent: through us, another app, or Meta's own inbox. */
export type EchoEvent = EventBase &
  MessageContent & { kind: 'echo'; appId: string | null; metadata: string | null };
export type DeliveryEvent = EventBase & {
  kind: 'delivery';
  messageIds: readonly string[];
  /** Everything sent up to here was delivered. */
  watermark: Date | null;
};
export type ReadEvent = EventBase & {
  kind: 'read';
  /** Instagram names the message, Messenger the time up to which all was read. */
  messageId: string | null;
  watermark: Date | null;
};
export type ReactionEvent = EventBase & {
  kind: 'reaction';
  messageId: string;
  action: 'react' | 'unreact';
  emoji: string | null;
  reaction: string | null;
};
export type EditEvent = EventBase & {
  kind: 'edit';
  messageId: string;
  text: string;
  editCount: number;
};
export type UnsendEvent = EventBase & { kind: 'unsend'; messageId: string };
export type PostbackEvent = EventBase & {
  kind: 'postback';
  messageId: string | null;
  title: string | null;
  payload: string | null;
};
/** Instagram's `num_edit: 0`: not an edit, but a message to be fetched by its id. */
export type RefetchEvent = EventBase & { kind: 'refetch'; messageId: string };
/** Understood and left alone; `what` is Meta's own word (`standby`, `referral`, …). */
export type IgnoredEvent = EventBase & { kind: 'ignored'; what: string };

export type WebhookEvent =
  | MessageEvent
  | EchoEvent
  | DeliveryEvent
  | ReadEvent
  | ReactionEvent
  | EditEvent
  | UnsendEvent
  | PostbackEvent
  | RefetchEvent
  | IgnoredEvent;
