import type {
  EchoEvent,
  MessageEvent,
  PostbackEvent,
  WebhookEvent,
} from '../../channels/meta/index.ts';
import { splitName } from '../../channels/meta/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import { askForAnalysis } from '../conversations/index.ts';
import { type IncomingMessage, ingestConversations, refreshContacts } from '../ingest/index.ts';
import {
  deleteMessage,
  type EventChannel,
  editMessage,
  markSent,
  reactToMessage,
} from './events.store.ts';

/** A person sends several messages in a row: reading waits for the last of them. */
const readAfterMs = 3_000;

export type Applied = {
  /** False when the message that the event speaks of has not come yet. */
  found: boolean;
  /** A person who was not known before: the thread may be fetched for name and history. */
  newCustomerId: string | null;
};

const done: Applied = { found: true, newCustomerId: null };

/** Applies one event to one channel. Applying it again changes nothing. */
export async function applyEvent(
  tx: Tx,
  channel: EventChannel,
  event: WebhookEvent,
): Promise<Applied> {
  switch (event.kind) {
    case 'message':
    case 'echo':
    case 'postback':
      return storeMessage(tx, channel, event);
    case 'edit':
      return afterChange(tx, channel, await editMessage(tx, channel, event));
    case 'unsend':
      return afterChange(tx, channel, await deleteMessage(tx, channel, event));
    case 'reaction':
      return { ...done, found: (await reactToMessage(tx, channel, event)).length > 0 };
    case 'delivery':
    case 'read':
      await markSent(tx, channel, event);
      return done;
    case 'refetch':
    case 'ignored':
      return done;
  }
}

async function storeMessage(
  tx: Tx,
  channel: EventChannel,
  event: MessageEvent | EchoEvent | PostbackEvent,
): Promise<Applied> {
  const message = incomingMessage(event);
  if (event.customerId === null || message === null) return done;
  const result = await ingestConversations(tx, {
    workspaceId: channel.workspaceId,
    channel,
    conversations: [
      {
        externalId: null,
        customer: {
          externalId: event.customerId,
          name: null,
          ...splitName(null, event.customerId),
        },
        updatedAt: event.at,
        messageCount: null,
        isCutOff: undefined,
        messages: [message],
      },
    ],
    countUnread: true,
    analysisDelayMs: readAfterMs,
  });
  return { found: true, newCustomerId: result.newContacts > 0 ? event.customerId : null };
}

function incomingMessage(event: MessageEvent | EchoEvent | PostbackEvent): IncomingMessage | null {
  if (event.messageId === null) return null;
  const shared = {
    externalId: event.messageId,
    sentAt: event.at ?? new Date(),
    reactions: [],
  };
  if (event.kind === 'postback') {
    const text = event.title ?? event.payload ?? '';
    return {
      ...shared,
      direction: 'in',
      text,
      attachments: [],
      replyTo: null,
      fromPlatformApp: false,
    };
  }
  return {
    ...shared,
    direction: event.kind === 'echo' ? 'out' : 'in',
    text: event.text,
    attachments: event.attachments.map(({ type, name, url }) => ({ kind: type, name, url })),
    replyTo: event.replyTo,
    // An echo without an app id was typed in Meta's own inbox.
    fromPlatformApp: event.kind === 'echo' && event.appId === null,
  };
}

/** The card may show the message that changed, and what was read out of the thread may quote it. */
async function afterChange(
  tx: Tx,
  channel: EventChannel,
  changed: readonly { conversationId: string; contactId: string }[],
): Promise<Applied> {
  if (changed.length === 0) return { ...done, found: false };
  await refreshContacts(
    tx,
    channel.workspaceId,
    changed.map(({ conversationId }) => conversationId),
  );
  await askForAnalysis(tx, {
    workspaceId: channel.workspaceId,
    contactIds: changed.map(({ contactId }) => contactId),
    reevaluate: false,
  });
  return done;
}
