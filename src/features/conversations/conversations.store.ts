import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Conversation, Message } from '../../contracts/conversations.ts';
import type { Platform } from '../../contracts/platforms.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Conversations, Messages } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import type { TimeCursor } from '../../platform/http/cursor.ts';

type Position = z.infer<typeof TimeCursor> | null;
type ConversationRow = Selectable<Conversations> & { channelName: string; platform: string };
type MessageRow = Selectable<Messages> & { sentKey: string };

/** Whether the contact is in the transaction's workspace. */
export async function contactExists(tx: Tx, contactId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return found !== undefined;
}

/** A contact's threads, the one with the newest message first. */
export async function listConversations(tx: Tx, contactId: string): Promise<Conversation[]> {
  const rows = await tx
    .selectFrom('conversations as v')
    .innerJoin('channels as h', (join) =>
      join.onRef('h.workspaceId', '=', 'v.workspaceId').onRef('h.id', '=', 'v.channelId'),
    )
    .selectAll('v')
    .select(['h.name as channelName', 'h.platform'])
    .where('v.contactId', '=', contactId)
    .orderBy(sql`v.last_message_at desc nulls last, v.id`)
    .execute();
  return rows.map(presentConversation);
}

function presentConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    contactId: row.contactId,
    channelId: row.channelId,
    channelName: row.channelName,
    platform: row.platform as Platform,
    messageCount: row.messageCount,
    providerMessageCount: row.providerMessageCount,
    historyComplete: row.historyComplete,
    lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
    analyzedAt: row.analyzedAt?.toISOString() ?? null,
    analysisPending: row.analysisDueAt !== null,
  };
}

/** Messages of a contact (all threads, or one), newest first; `position` is exclusive. */
export async function listMessages(
  tx: Tx,
  query: { contactId: string; conversationId?: string | undefined; limit: number },
  position: Position,
): Promise<{ item: Message; position: [string, string] }[]> {
  const thread = query.conversationId ?? null;
  const { rows } = await sql<MessageRow>`
    select m.*, ${timeKey(sql`m.sent_at`)} as sent_key
    from messages m
    where m.contact_id = ${query.contactId}
      and (${thread}::uuid is null or m.conversation_id = ${thread})
      and ${position ? sql`(m.sent_at, m.id) < (${position[0]}::timestamptz, ${position[1]}::uuid)` : sql`true`}
    order by m.sent_at desc, m.id desc
    limit ${query.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: presentMessage(row), position: [row.sentKey, row.id] }));
}

function presentMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    contactId: row.contactId,
    externalId: row.externalId,
    direction: row.direction as Message['direction'],
    text: row.text,
    attachments: row.attachments as Message['attachments'],
    reactions: row.reactions as Message['reactions'],
    replyTo: row.replyTo,
    fromPlatformApp: row.fromPlatformApp,
    unreadable: row.unreadable,
    sentAt: row.sentAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
  };
}

/**
 * Marks the contacts' conversations as due to be read now. Returns how many contacts have one.
 * With `reevaluate` the placement that follows is not held back by update mode or a human lock.
 */
export async function makeAnalysisDue(
  tx: Tx,
  input: { workspaceId: string; contactIds: readonly string[]; reevaluate: boolean },
): Promise<number> {
  const { rows } = await sql<{ contacts: number }>`
    with asked as (
      update conversations set analysis_due_at = now(), analysis_asked_at = now(),
        analysis_attempts = 0, reevaluate = reevaluate or ${input.reevaluate}
      where workspace_id = ${input.workspaceId} and contact_id = any(${input.contactIds}::uuid[])
      returning contact_id)
    select count(distinct contact_id) as contacts from asked
  `.execute(tx);
  return rows[0]?.contacts ?? 0;
}
