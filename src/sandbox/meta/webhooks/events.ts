import { attachmentUrl } from '../attachment-node.ts';
import type {
  MetaWorld,
  SandboxAttachment,
  SandboxConversation,
  SandboxMessage,
} from '../world.ts';
import { accountId } from '../world.ts';

/** One item of an entry's `messaging` list, and where it belongs. */
export type WebhookEvent = {
  object: 'page' | 'instagram';
  /** The field that must be subscribed. */
  field: string;
  pageId: string;
  accountId: string;
  payload: Record<string, unknown>;
};

function event(
  world: MetaWorld,
  conversation: SandboxConversation,
  from: 'customer' | 'business',
  field: string,
  payload: Record<string, unknown>,
): WebhookEvent {
  const page = world.pages.get(conversation.pageId);
  const account = page ? accountId(page, conversation.platform) : conversation.pageId;
  const [sender, recipient] =
    from === 'customer' ? [conversation.customer.id, account] : [account, conversation.customer.id];
  return {
    object: conversation.platform === 'instagram' ? 'instagram' : 'page',
    field,
    pageId: conversation.pageId,
    accountId: account,
    payload: {
      sender: { id: sender },
      recipient: { id: recipient },
      timestamp: world.clock().getTime(),
      ...payload,
    },
  };
}

type AttachmentPayload = { type: string; payload: { url: string; sticker_id?: number } };

function attachmentPayload(world: MetaWorld, attachment: SandboxAttachment): AttachmentPayload[] {
  const url = attachmentUrl(world.url, attachment);
  if (attachment.type !== 'sticker') {
    return [{ type: attachment.type, payload: { url } }];
  }
  // Until 2026-08-30 a sticker arrives twice: as an image with a sticker id and as a sticker.
  const sticker_id = 369_239_263_222_822;
  return [
    { type: 'image', payload: { url, sticker_id } },
    { type: 'sticker', payload: { url, sticker_id } },
  ];
}

/** A message of either side; the business's own come as echoes (on Instagram inside `messages`). */
export function messageEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
  metadata?: string,
): WebhookEvent {
  const isEcho = message.author === 'business';
  const isOnPage = conversation.platform === 'messenger';
  const attachments = message.attachments.flatMap((one) => attachmentPayload(world, one));
  return event(
    world,
    conversation,
    message.author,
    isEcho && isOnPage ? 'message_echoes' : 'messages',
    {
      timestamp: message.sentAt,
      message: {
        mid: message.id,
        ...(message.text === '' ? {} : { text: message.text }),
        ...(attachments.length === 0 ? {} : { attachments }),
        ...(message.replyTo === null ? {} : { reply_to: { mid: message.replyTo } }),
        ...(isEcho ? { is_echo: true } : {}),
        ...(isEcho && isOnPage ? { app_id: Number(message.appId ?? pageInboxAppId) } : {}),
        ...(metadata === undefined ? {} : { metadata }),
      },
    },
  );
}

/** Meta's own inbox, as it appears in echoes since v12. */
const pageInboxAppId = '26390203743090';

/** Only Messenger reports deliveries. */
export function deliveryEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
): WebhookEvent {
  return event(world, conversation, 'customer', 'message_deliveries', {
    delivery: {
      ...(world.knobs.webhooks.deliveryMids ? { mids: [message.id] } : {}),
      watermark: message.sentAt,
    },
  });
}

/** Messenger has a watermark, Instagram the message that was seen. */
export function readEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  seen: SandboxMessage,
): WebhookEvent {
  return conversation.platform === 'instagram'
    ? event(world, conversation, 'customer', 'messaging_seen', { read: { mid: seen.id } })
    : event(world, conversation, 'customer', 'message_reads', {
        read: { watermark: world.clock().getTime() },
      });
}

export type Reaction = { emoji: string; reaction: string; isRemoved: boolean };

export function reactionEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
  { emoji, reaction, isRemoved }: Reaction,
): WebhookEvent {
  const isBare = isRemoved && conversation.platform === 'instagram';
  return event(world, conversation, 'customer', 'message_reactions', {
    reaction: {
      mid: message.id,
      action: isRemoved ? 'unreact' : 'react',
      ...(isBare ? {} : { reaction, emoji }),
    },
  });
}

export function editEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
): WebhookEvent {
  return event(world, conversation, 'customer', 'message_edits', {
    message_edit: { mid: message.id, text: message.text, num_edit: message.edits },
  });
}

/** Instagram's odd `num_edit: 0` without a text: it means "something is new at this id". */
export function editQuirkEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
): WebhookEvent {
  return event(world, conversation, message.author, 'message_edits', {
    message_edit: { mid: message.id, num_edit: 0 },
  });
}

export function deletionEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  message: SandboxMessage,
): WebhookEvent {
  return event(world, conversation, 'customer', 'messages', {
    message: { mid: message.id, is_deleted: true },
  });
}

export function postbackEvent(
  world: MetaWorld,
  conversation: SandboxConversation,
  postback: { mid: string; title: string; payload: string },
): WebhookEvent {
  return event(world, conversation, 'customer', 'messaging_postbacks', { postback });
}
