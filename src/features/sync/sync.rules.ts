import type { GraphConversation, GraphMessage, MetaPlatform } from '../../channels/meta/index.ts';
import { customerOf, splitName } from '../../channels/meta/names.rules.ts';
import type { Attachment } from '../../contracts/conversations.ts';
import type { IncomingConversation, IncomingMessage } from '../ingest/index.ts';

/** How far a sync has come on one platform; stored with each page of conversations. */
export type PlatformProgress = {
  after: string | null;
  done: boolean;
  /** Newest `updated_time` seen, ISO; becomes the mark that the next incremental sync stops at. */
  newest: string | null;
};
export type SyncProgress = Partial<Record<MetaPlatform, PlatformProgress>>;

export const noProgress: PlatformProgress = { after: null, done: false, newest: null };

/**
 * A Graph conversation in our words; null when nobody but the business is in it.
 *
 * @param ownIds the Page's id and its Instagram account's
 */
export function toIncoming(
  conversation: GraphConversation,
  ownIds: ReadonlySet<string>,
): IncomingConversation | null {
  const customer = customerOf(conversation, ownIds);
  if (!customer) return null;
  return {
    externalId: conversation.id,
    customer: {
      externalId: customer.id,
      name: customer.name,
      ...splitName(customer.name, customer.id),
    },
    updatedAt: conversation.updatedAt,
    messageCount: conversation.messageCount,
    isCutOff: conversation.isCutOff,
    messages: conversation.messages.map((message) => toIncomingMessage(message, ownIds)),
  };
}

export function toIncomingMessage(
  message: GraphMessage,
  ownIds: ReadonlySet<string>,
): IncomingMessage {
  const fromBusiness = message.from !== null && ownIds.has(message.from.id);
  return {
    externalId: message.id,
    direction: fromBusiness ? 'out' : 'in',
    text: message.text,
    attachments: message.attachments.map(
      ({ type, name, url }): Attachment => ({ kind: type, name, url }),
    ),
    reactions: message.reactions.flatMap(({ emoji, userIds }) =>
      userIds.map((id) => ({
        by: ownIds.has(id) ? ('business' as const) : ('customer' as const),
        emoji,
      })),
    ),
    replyTo: message.replyTo,
    sentAt: message.createdAt,
    fromPlatformApp: fromBusiness,
  };
}

/**
 * What is new in a page of conversations, newest first, and whether everything after it is known.
 * Graph has no `since`: an incremental sync walks until it meets what it already has. Times are
 * whole seconds: what bears the mark's own second may have changed since, so it counts as new.
 *
 * @param mark everything updated up to here was brought in by an earlier sync; null reads all
 */
export function newSince(
  conversations: readonly GraphConversation[],
  mark: Date | null,
): { fresh: GraphConversation[]; reachedKnown: boolean } {
  if (mark === null) return { fresh: [...conversations], reachedKnown: false };
  const fresh = conversations.filter((conversation) => conversation.updatedAt >= mark);
  return { fresh, reachedKnown: conversations.length > 0 && fresh.length < conversations.length };
}

export function newestOf(
  conversations: readonly GraphConversation[],
  before: string | null,
): string | null {
  const times = conversations.map(({ updatedAt }) => updatedAt.toISOString());
  return [...times, ...(before ? [before] : [])].sort().at(-1) ?? null;
}
