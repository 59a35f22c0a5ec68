import type { Transcript, TranscriptMessage } from '../../contracts/transcript.ts';

/** `pageId`: the business's own id; `prefix`: share (0–1] of the messages to keep, oldest first. */
export type GraphTranscriptOptions = { pageId?: string; prefix?: number };

type Fields = Record<string, unknown>;
type Person = { id: string; name: string | null };

/**
 * A conversation as the Graph API returns it (newest message first, any field may be missing) as a
 * transcript, oldest first. Without `pageId` the participant listed last is taken for the business;
 * without participants, the addressee of the first message.
 */
export function graphTranscript(
  conversation: unknown,
  options: GraphTranscriptOptions = {},
): Transcript {
  const thread = fieldsOf(conversation);
  const raw = listOf(thread['messages']).map(fieldsOf);
  const people = listOf(thread['participants']).map(personOf);
  const business = businessOf(people, raw, options.pageId);
  const customer = people.find((person) => person.id !== business?.id);
  const messages = raw
    .map((message, index) => toMessage(message, index, business, customer))
    .reverse()
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  return {
    customerName: customer?.name ?? null,
    businessName: business?.name ?? null,
    platform: 'messenger',
    messages: keepPrefix(messages, options.prefix ?? 1),
  };
}

function keepPrefix(messages: TranscriptMessage[], prefix: number): TranscriptMessage[] {
  if (prefix >= 1) return messages;
  return messages.slice(0, Math.max(1, Math.floor(messages.length * prefix)));
}

function toMessage(
  message: Fields,
  index: number,
  business: Person | undefined,
  customer: Person | undefined,
): TranscriptMessage {
  const from = personOf(message['from']);
  const time = Date.parse(textOf(message['created_time']) ?? '');
  const isBusiness = business === undefined ? from.id !== customer?.id : from.id === business.id;
  return {
    id: textOf(message['id']) ?? `message-${index}`,
    author: isBusiness && from.id !== '' ? 'business' : 'customer',
    sentAt: new Date(Number.isNaN(time) ? 0 : time),
    text: textOf(message['message']) ?? '',
    attachments:
      listOf(message['attachments']).length +
      listOf(message['shares']).length +
      (textOf(message['sticker']) === null ? 0 : 1),
  };
}

function businessOf(
  people: readonly Person[],
  messages: readonly Fields[],
  pageId: string | undefined,
): Person | undefined {
  if (pageId !== undefined) {
    return people.find((person) => person.id === pageId) ?? { id: pageId, name: null };
  }
  if (people.length > 0) return people.at(-1);
  const first = messages.at(-1);
  return first === undefined ? undefined : listOf(first['to']).map(personOf)[0];
}

/** Graph lists come as `{ data: [...] }`. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const data = fieldsOf(value)['data'];
  return Array.isArray(data) ? data : [];
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function personOf(value: unknown): Person {
  const fields = fieldsOf(value);
  return { id: textOf(fields['id']) ?? '', name: textOf(fields['name']) ?? null };
}
