import {
  findConversation,
  type GraphClient,
  getMessage,
  parseWebhook,
  type WebhookEvent,
} from '../../channels/meta/index.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { ingestConversations } from '../ingest/index.ts';
import { toIncoming, toIncomingMessage, tokenPlace } from '../sync/index.ts';
import { applyEvent } from './apply-event.ts';
import { type EventChannel, findChannels, noteWebhook } from './events.store.ts';
import { claimInbox, finishEntry, type InboxEntry, retryEntry } from './inbox.store.ts';

export type InboxDeps = {
  database: Database;
  graph: GraphClient;
  secrets: SecretBox;
  log: Logger;
  /** Called when something may have to be read. */
  onStored: () => void;
};

const actor = 'webhook';
/** Webhooks come in any order: what changes a message may come before the message. */
const waitForMessageSeconds = 2;
const mostAttempts = 5;

/** Works through what came in. @returns how many entries were taken */
export async function processInbox(deps: InboxDeps, signal: AbortSignal): Promise<number> {
  const entries = await deps.database.asEngine(actor, claimInbox);
  for (const entry of entries) {
    if (signal.aborted) break;
    await processEntry(deps, entry, signal);
  }
  if (entries.length > 0) deps.onStored();
  return entries.length;
}

async function processEntry(
  deps: InboxDeps,
  entry: InboxEntry,
  signal: AbortSignal,
): Promise<void> {
  try {
    const events = parseWebhook(entry.body) ?? [];
    const ordered = events.toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
    const missing = await processAll(deps, ordered, signal);
    const settled = !missing || entry.attempts >= mostAttempts;
    await deps.database.asEngine(actor, (tx) =>
      settled
        ? finishEntry(tx, entry.id, missing ? 'speaks of a message that never came' : null)
        : retryEntry(tx, entry.id, waitForMessageSeconds, 'waits for the message it speaks of'),
    );
  } catch (error) {
    await giveBack(deps, entry, error);
  }
}

/**
 * An event that fails hurts only itself: the others of its batch are applied first.
 * @returns whether one speaks of a message that has not come yet
 * @throws the first failure
 */
async function processAll(
  deps: InboxDeps,
  events: readonly WebhookEvent[],
  signal: AbortSignal,
): Promise<boolean> {
  const failures: unknown[] = [];
  let missing = false;
  for (const event of events) {
    try {
      missing = !(await processEvent(deps, event, signal)) || missing;
    } catch (error) {
      signal.throwIfAborted();
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return missing;
}

/** An entry that fails hurts only itself: it is tried again later, at last put aside and logged. */
async function giveBack(deps: InboxDeps, entry: InboxEntry, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message.slice(0, 300) : String(error);
  deps.log.warn({ inboxId: entry.id, attempts: entry.attempts, reason }, 'webhook not processed');
  await deps.database.asEngine(actor, (tx) =>
    entry.attempts >= mostAttempts
      ? finishEntry(tx, entry.id, reason)
      : retryEntry(tx, entry.id, 2 ** entry.attempts, reason),
  );
}

/** @returns false when the message it speaks of has not come yet */
async function processEvent(
  deps: InboxDeps,
  event: WebhookEvent,
  signal: AbortSignal,
): Promise<boolean> {
  const channels = await deps.database.asEngine(actor, (tx) =>
    findChannels(tx, event.platform, event.accountId),
  );
  let found = true;
  for (const channel of channels) {
    const applied = await deps.database.asEngine(actor, async (tx) => {
      await noteWebhook(tx, channel);
      return applyEvent(tx, channel, event);
    });
    found = found && applied.found;
    if (event.kind === 'refetch') await refetch(deps, channel, event, signal);
    if (applied.newCustomerId !== null) {
      await fetchThread(deps, channel, applied.newCustomerId, signal);
    }
  }
  return found;
}

function access(deps: InboxDeps, channel: EventChannel, signal: AbortSignal) {
  if (channel.sealedToken === null) return null;
  return {
    client: deps.graph,
    accountId: channel.pageExternalId,
    platform: channel.platform,
    token: deps.secrets.open(channel.sealedToken, tokenPlace(channel)),
    signal,
  };
}

function ownIds(channel: EventChannel): Set<string> {
  return new Set([channel.pageExternalId, ...(channel.instagramId ? [channel.instagramId] : [])]);
}

/** Instagram's `num_edit: 0`: the message itself may never come, so it is fetched by its id. */
async function refetch(
  deps: InboxDeps,
  channel: EventChannel,
  event: WebhookEvent & { kind: 'refetch' },
  signal: AbortSignal,
): Promise<void> {
  const graph = access(deps, channel, signal);
  if (!graph) return;
  const message = await getMessage({ ...graph, messageId: event.messageId });
  const own = ownIds(channel);
  // Such events have been seen without a sender.
  const others = [...(message.from ? [message.from] : []), ...message.to];
  const customerId = event.customerId ?? others.find(({ id }) => !own.has(id))?.id ?? null;
  const { attachments, text, direction, replyTo } = toIncomingMessage(message, own);
  const shared = {
    platform: event.platform,
    accountId: event.accountId,
    customerId,
    at: message.createdAt,
    dedupeKey: event.dedupeKey,
    messageId: message.id,
    text,
    replyTo,
    isUnsupported: message.isUnsupported,
    attachments: message.attachments,
  };
  const found: WebhookEvent =
    direction === 'in'
      ? { ...shared, kind: 'message', quickReplyPayload: null }
      : { ...shared, kind: 'echo', appId: null, metadata: null };
  if (customerId === null || (text === '' && attachments.length === 0)) return;
  await deps.database.asEngine(actor, (tx) => applyEvent(tx, channel, found));
}

/** The name and earlier messages of somebody new; the message itself is stored already. */
async function fetchThread(
  deps: InboxDeps,
  channel: EventChannel,
  customerId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const graph = access(deps, channel, signal);
    if (!graph) return;
    const thread = await findConversation({ ...graph, userId: customerId });
    const conversation = thread && toIncoming(thread, ownIds(channel));
    if (!conversation) return;
    await deps.database.asEngine(actor, (tx) =>
      ingestConversations(tx, {
        workspaceId: channel.workspaceId,
        channel,
        conversations: [conversation],
        countUnread: false,
        analysisDelayMs: 0,
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    deps.log.info(
      { reason: String(error) },
      'the thread of a new contact comes with the next sync',
    );
  }
}
