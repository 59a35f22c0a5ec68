import type { GraphConversation } from '../../channels/meta/index.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { type IncomingConversation, ingestConversations } from '../ingest/index.ts';
import type { PlatformProgress } from './sync.rules.ts';
import { toIncoming } from './sync.rules.ts';
import { addProgress, lockForPage, type SyncHold } from './sync.store.ts';
import type { SyncAccount, SyncChannel } from './sync-account.store.ts';
import { type ConversationFailure, recordFailures, resolveFailures } from './sync-errors.store.ts';

export type SyncTarget = { account: SyncAccount; channel: SyncChannel; hold: SyncHold };

export type PageOfWork = {
  conversations: readonly GraphConversation[];
  failures: readonly ConversationFailure[];
  /** Stored with the page; null when a retry has no place to go on from. */
  progress: PlatformProgress | null;
};

/** A cancel was found before the page was brought in. */
export class SyncCancelled extends Error {}

/**
 * Brings in one page of conversations and how far the sync has come, in one transaction: a kill at
 * any moment leaves either both or neither. When one conversation cannot be stored, the page is
 * done again one by one and that one is recorded.
 */
export async function bringIn(
  database: Database,
  target: SyncTarget,
  work: PageOfWork,
): Promise<void> {
  const { conversations, skipped } = readable(target, work.conversations);
  try {
    await storePage(database, target, { ...work, conversations, skipped });
  } catch (error) {
    if (error instanceof SyncCancelled || conversations.length === 0) throw error;
    await storeOneByOne(database, target, { ...work, conversations, skipped });
  }
}

type StorablePage = {
  conversations: readonly IncomingConversation[];
  failures: readonly ConversationFailure[];
  progress: PlatformProgress | null;
  skipped: number;
};

function readable(target: SyncTarget, conversations: readonly GraphConversation[]) {
  const incoming = conversations.map((one) => toIncoming(one, target.account.ownIds));
  const readableOnes = incoming.filter((one) => one !== null);
  return { conversations: readableOnes, skipped: incoming.length - readableOnes.length };
}

async function storePage(
  database: Database,
  target: SyncTarget,
  page: StorablePage,
): Promise<void> {
  await database.asEngine(`sync:${target.hold.syncId}`, async (tx) => {
    await store(tx, target, page.conversations);
    await finishPage(tx, target, page, page.failures);
  });
}

async function storeOneByOne(
  database: Database,
  target: SyncTarget,
  page: StorablePage,
): Promise<void> {
  const stored: IncomingConversation[] = [];
  const failures = [...page.failures];
  for (const conversation of page.conversations) {
    try {
      await database.asEngine(`sync:${target.hold.syncId}`, (tx) =>
        store(tx, target, [conversation]),
      );
      stored.push(conversation);
    } catch (error) {
      if (error instanceof SyncCancelled) throw error;
      failures.push({
        platform: target.channel.platform,
        externalId: conversation.externalId ?? conversation.customer.externalId,
        code: 'not_stored',
        message: `This conversation could not be stored: ${databaseReason(error)}`,
      });
    }
  }
  await database.asEngine(`sync:${target.hold.syncId}`, (tx) =>
    finishPage(tx, target, { ...page, conversations: stored }, failures),
  );
}

async function store(
  tx: Tx,
  { account, channel, hold }: SyncTarget,
  conversations: readonly IncomingConversation[],
): Promise<void> {
  if ((await lockForPage(tx, hold)) === 'cancel') throw new SyncCancelled();
  await ingestConversations(tx, {
    workspaceId: account.workspaceId,
    channel,
    conversations,
    countUnread: false,
    analysisDelayMs: 0,
  });
}

async function finishPage(
  tx: Tx,
  { account, channel, hold }: SyncTarget,
  page: StorablePage,
  failures: readonly ConversationFailure[],
): Promise<void> {
  await resolveFailures(tx, account, channel.platform, externalIds(page.conversations));
  await recordFailures(tx, { ...account, syncId: hold.syncId }, failures);
  const counts = {
    total: page.conversations.length + page.skipped + failures.length,
    synced: page.conversations.length + page.skipped,
    failed: failures.length,
    cutOff: page.conversations.filter((conversation) => conversation.isCutOff).length,
  };
  const progress = page.progress && { platform: channel.platform, state: page.progress };
  await addProgress(tx, hold, counts, progress);
}

function externalIds(conversations: readonly IncomingConversation[]): string[] {
  return conversations.flatMap(({ externalId }) => externalId ?? []);
}

/** Postgres' own words without the row's content, which stands in `detail`. */
function databaseReason(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'unknown reason';
}
