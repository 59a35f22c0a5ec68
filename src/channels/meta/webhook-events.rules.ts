import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventBase, IgnoredEvent, WebhookEvent } from './webhook-event.ts';
import { MessagingItem, parseJsonKeepingIds } from './webhook-items.rules.ts';

const Change = z.object({ field: z.string().catch('change'), value: z.unknown().optional() });

const Entry = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  messaging: z.array(z.unknown()).catch([]),
  standby: z.array(z.unknown()).catch([]),
  changes: z.array(Change).catch([]),
});

// One entry that cannot be read must not lose the others of its batch.
const Body = z.object({
  object: z.enum(['page', 'instagram']),
  entry: z.array(Entry.nullable().catch(null)),
});

/**
 * Reads a webhook's body (verified before) into events, in the order they stand. Meta promises no
 * order: sort by `at`. Null when it is not a body of the `page` or `instagram` object.
 */
export function parseWebhook(rawBody: string): WebhookEvent[] | null {
  const body = Body.safeParse(parseJsonKeepingIds(rawBody));
  if (!body.success) return null;
  const platform = body.data.object === 'page' ? 'messenger' : 'instagram';
  return body.data.entry.flatMap((entry) => {
    if (entry === null) return [];
    const account = { platform, accountId: entry.id } as const;
    return [
      ...entry.messaging.map((item) => readItem(account, item)),
      ...entry.changes.map(({ field, value }) => readItem(account, value, field)),
      ...entry.standby.map((item) => ignored(account, 'standby', item)),
    ];
  });
}

type Account = Pick<EventBase, 'platform' | 'accountId'>;
type Described = DistributiveOmit<WebhookEvent, keyof EventBase>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function readItem(account: Account, raw: unknown, field?: string): WebhookEvent {
  const read = MessagingItem.safeParse(raw);
  const described = read.success ? recognise(read.data) : null;
  if (!read.success || described === null) {
    return ignored(account, field?.slice(0, 60) ?? nameOf(raw), raw);
  }
  return complete(account, read.data, described);
}

function complete(account: Account, item: MessagingItem, described: Described): WebhookEvent {
  const base = {
    ...account,
    customerId: customerOf(account.accountId, item),
    at: item.timestamp,
    dedupeKey: dedupeKey(account, described.kind, detailOf(described, item)),
  };
  return { ...base, ...described };
}

/** The first reader that recognises the item says what it is. */
function recognise(item: MessagingItem): Described | null {
  for (const reader of readers) {
    const described = reader(item);
    if (described !== null) return described;
  }
  return null;
}

const readers: readonly ((item: MessagingItem) => Described | null)[] = [
  readMessage,
  readEdit,
  ({ reaction }) =>
    reaction && { kind: 'reaction', messageId: reaction.mid, ...pickReaction(reaction) },
  ({ postback }) =>
    postback && {
      kind: 'postback',
      messageId: postback.mid,
      title: postback.title,
      payload: postback.payload,
    },
  ({ read }) => read && { kind: 'read', messageId: read.mid, watermark: read.watermark },
  ({ delivery }) =>
    delivery && { kind: 'delivery', messageIds: delivery.mids, watermark: delivery.watermark },
];

function pickReaction({ action, emoji, reaction }: NonNullable<MessagingItem['reaction']>) {
  return { action, emoji, reaction };
}

function readMessage({ message }: MessagingItem): Described | null {
  if (message === null || message.mid === null) return null;
  if (message.is_deleted) return { kind: 'unsend', messageId: message.mid };
  const content = {
    messageId: message.mid,
    text: message.text,
    attachments: message.attachments,
    replyTo: message.reply_to?.mid ?? null,
    isUnsupported: message.is_unsupported,
  };
  if (message.is_echo) {
    return { kind: 'echo', ...content, appId: message.app_id, metadata: message.metadata };
  }
  return { kind: 'message', ...content, quickReplyPayload: message.quick_reply?.payload ?? null };
}

function readEdit({ message_edit: edit }: MessagingItem): Described | null {
  if (edit === null) return null;
  if (!edit.num_edit || edit.text === null) return { kind: 'refetch', messageId: edit.mid };
  return { kind: 'edit', messageId: edit.mid, text: edit.text, editCount: edit.num_edit };
}

/** What tells two events of one kind apart. A reaction can be taken back and given again. */
function detailOf(described: Described, item: MessagingItem): readonly unknown[] {
  const at = item.timestamp?.getTime();
  switch (described.kind) {
    case 'message':
    case 'echo':
    case 'unsend':
      return [described.messageId];
    case 'refetch':
      return [described.messageId, at];
    case 'edit':
      return [described.messageId, described.editCount];
    case 'reaction':
      return [described.messageId, described.action, described.emoji, item.sender?.id, at];
    case 'postback':
      return [described.messageId ?? [item.sender?.id, described.payload, at]];
    case 'read':
      return [item.sender?.id, described.messageId, described.watermark?.getTime(), at];
    case 'delivery':
      return [item.sender?.id, described.watermark?.getTime(), described.messageIds];
    case 'ignored':
      return [described.what, item];
  }
}

/** Short enough for an index: a long detail is replaced by its hash. */
function dedupeKey({ platform, accountId }: Account, kind: string, detail: unknown): string {
  const text = JSON.stringify(detail);
  const short = text.length <= 200 ? text : createHash('sha256').update(text).digest('base64url');
  return `${platform}:${accountId.slice(0, 60)}:${kind}:${short}`;
}

/** Echoes go from the account to the person, everything else comes from the person. */
function customerOf(accountId: string, { sender, recipient }: MessagingItem): string | null {
  const from = sender?.id ?? null;
  const to = recipient?.id ?? null;
  return from === accountId ? to : from;
}

const envelopeFields = new Set(['sender', 'recipient', 'timestamp']);

function nameOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null) return 'unreadable';
  return (
    Object.keys(raw)
      .find((field) => !envelopeFields.has(field))
      ?.slice(0, 60) ?? 'empty'
  );
}

function ignored(account: Account, what: string, raw: unknown): IgnoredEvent {
  const item = MessagingItem.safeParse(raw).data;
  return {
    ...account,
    kind: 'ignored',
    what,
    customerId: item === undefined ? null : customerOf(account.accountId, item),
    at: item?.timestamp ?? null,
    dedupeKey: dedupeKey(account, 'ignored', [what, raw]),
  };
}
