import { z } from 'zod';
import type { MetaPlatform } from './attachments.ts';
import { type GraphClient, graphPath } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import {
  type GraphConversation,
  GraphConversationShape,
  GraphId,
  type GraphMessage,
  GraphMessageShape,
  GraphPage,
} from './graph-shapes.ts';
import { largerPage, type PageSize, smallerPage } from './page-size.rules.ts';

/** Only the 20 newest messages of a thread have readable details (provider-apis.md §0.2). */
const READABLE_MESSAGES = 20;

const messageFields =
  'id,created_time,from,to,message,attachments,shares{link,name},sticker,reactions,story,is_unsupported,reply_to';
const conversationFields = `id,updated_time,message_count,participants,messages.limit(${READABLE_MESSAGES}){${messageFields}}`;

export type AccountAccess = {
  client: GraphClient;
  /** The Page's id, for both platforms. */
  accountId: string;
  platform: MetaPlatform;
  /** The Page's token. */
  token: string;
  signal?: AbortSignal;
};

export type ConversationPage = {
  conversations: GraphConversation[];
  /** Members that could not be read; the rest of the page stands. */
  unreadable: { id: string | null; problem: string }[];
  /** Cursor of the next page; null when this was the last one. */
  after: string | null;
  /** What to ask for next time. */
  pageSize: PageSize;
};

/**
 * One page of an account's conversations, newest first, each with its readable messages: one call,
 * more when Meta asks for less at a time.
 * @throws GraphError; `retry` with code 1 only when not even a single conversation came through
 */
export async function listConversations(
  input: AccountAccess & { after?: string | null; pageSize: PageSize },
): Promise<ConversationPage> {
  for (let pageSize = input.pageSize; ; ) {
    try {
      const page = await fetchPage(input, {
        limit: pageSize.size,
        after: input.after ?? undefined,
      });
      return { ...readMembers(page.data), after: page.after, pageSize: largerPage(pageSize) };
    } catch (error) {
      const smaller = asksForLess(error) ? smallerPage(pageSize) : null;
      if (smaller === null) throw error;
      pageSize = smaller;
    }
  }
}

function asksForLess(error: unknown): boolean {
  return error instanceof GraphError && error.mayBeTooMuch;
}

function fetchPage(
  input: AccountAccess,
  params: { limit: number; after?: string | undefined; user_id?: string },
) {
  return input.client.get(graphPath(input.accountId, 'conversations'), GraphPage, {
    ...reading(input),
    params: { platform: input.platform, fields: conversationFields, ...params },
  });
}

/** The quota counts per account and platform: a Page and its Instagram account have one each. */
function reading({ accountId, platform, token, signal }: AccountAccess) {
  const lane = `${accountId}/${platform}`;
  return { token, accountId, lane, ...(signal === undefined ? {} : { signal }) };
}

function readMembers(
  data: readonly unknown[],
): Pick<ConversationPage, 'conversations' | 'unreadable'> {
  const conversations: GraphConversation[] = [];
  const unreadable: ConversationPage['unreadable'] = [];
  for (const member of data) {
    const read = GraphConversationShape.safeParse(member);
    if (read.success) conversations.push(read.data);
    else unreadable.push({ id: idOf(member), problem: z.prettifyError(read.error) });
  }
  return { conversations, unreadable };
}

function idOf(member: unknown): string | null {
  const read = z.object({ id: GraphId }).safeParse(member);
  return read.success ? read.data.id : null;
}

/** The thread with one person, by page-scoped id; null when there is none. */
export async function findConversation(
  input: AccountAccess & { userId: string },
): Promise<GraphConversation | null> {
  const page = await fetchPage(input, { limit: 1, user_id: input.userId });
  return readMembers(page.data).conversations[0] ?? null;
}

/** One thread by its id, for reading again what failed. */
export function getConversation(
  input: AccountAccess & { conversationId: string },
): Promise<GraphConversation> {
  return input.client.get(graphPath(input.conversationId), GraphConversationShape, {
    ...reading(input),
    params: { fields: conversationFields },
  });
}

/**
 * One message by its id, e.g. after a `refetch` event.
 * @throws GraphError of kind `gone` when it was deleted or lies behind the horizon
 */
export function getMessage(input: AccountAccess & { messageId: string }): Promise<GraphMessage> {
  return input.client.get(graphPath(input.messageId), GraphMessageShape, {
    ...reading(input),
    params: { fields: messageFields },
  });
}
