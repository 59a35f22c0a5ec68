import type { Tx } from '../../platform/database/database.ts';
import type { IncomingBatch, IngestResult } from './incoming.ts';
import {
  insertMessages,
  judgeHistory,
  lockChannel,
  nameCustomers,
  refreshThreads,
  upsertConversations,
  upsertCustomers,
} from './ingest.store.ts';

/**
 * Stores conversations of one channel: contacts, identities, threads, messages, and asks for them
 * to be read. Doing it twice changes nothing the second time. Never waits for AI.
 */
export async function ingestConversations(tx: Tx, batch: IncomingBatch): Promise<IngestResult> {
  if (batch.conversations.length === 0) {
    return { newContacts: 0, newMessages: 0, conversationIds: [] };
  }
  await lockChannel(tx, batch.channel.id);
  const newContacts = await upsertCustomers(tx, batch);
  await nameCustomers(tx, batch);
  const threads = await upsertConversations(tx, batch);
  const grown = await insertMessages(tx, batch, threads);
  const conversationIds = grown.map((thread) => thread.conversationId);
  if (grown.length > 0) {
    const unread = batch.countUnread
      ? new Map(grown.map((thread) => [thread.conversationId, thread.inbound]))
      : new Map<string, number>();
    await refreshThreads(tx, batch, conversationIds, unread);
  }
  await judgeHistory(tx, batch, threads);
  const newMessages = grown.reduce((sum, thread) => sum + thread.added, 0);
  return { newContacts, newMessages, conversationIds };
}
