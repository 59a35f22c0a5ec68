import { z } from 'zod';
import { requireMessagingScope, requirePageToken, requireToken } from '../access.ts';
import { newMessage } from '../acting.ts';
import type { GraphCall } from '../graph-call.ts';
import { GraphError } from '../graph-errors.ts';
import { appendMessage } from '../inbox.ts';
import { newIds } from '../new-ids.ts';
import { deliveryEvent, messageEvent } from '../webhooks/events.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import type { SandboxConversation } from '../world.ts';

const hourMs = 3_600_000;
const retiredTags = new Set(['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE']);
const attachmentTypes = ['image', 'video', 'audio', 'file'] as const;

const Recipient = z.object({ id: z.coerce.string() });
const OutgoingMessage = z.object({
  text: z.string().optional(),
  metadata: z.string().max(1_000).optional(),
  reply_to: z.object({ mid: z.string() }).optional(),
  attachment: z
    .object({ type: z.enum(attachmentTypes), payload: z.object({ url: z.string() }) })
    .optional(),
});

/** `POST /{page}/messages`: rules of the messaging window, limits of length, echo and delivery. */
export function sendMessage(call: GraphCall, pageId: string, outbox: Outbox) {
  const { world, params } = call;
  requirePageToken(call, pageId);
  const recipient = jsonParam(Recipient, 'recipient', params['recipient']);
  const conversation = recipientConversation(call, pageId, recipient.id);
  requireMessagingScope(requireToken(call), conversation.platform);
  if (params['sender_action'] !== undefined) return { recipient_id: recipient.id };
  const outgoing = jsonParam(OutgoingMessage, 'message', params['message']);
  checkLength(outgoing.text, outgoing.attachment !== undefined, conversation.platform);
  checkWindow(call, conversation);
  const message = newMessage(world, conversation, 'business', outgoing.text ?? '', {
    appId: world.app.id,
    replyTo: outgoing.reply_to?.mid ?? null,
    attachments: outgoing.attachment
      ? [{ id: newIds.attachment(world.random), type: outgoing.attachment.type, name: 'upload' }]
      : [],
  });
  appendMessage(world, conversation, message);
  outbox.send(messageEvent(world, conversation, message, outgoing.metadata));
  const reportsDelivery = world.knobs.webhooks.deliveries && conversation.platform === 'messenger';
  if (reportsDelivery) outbox.send(deliveryEvent(world, conversation, message));
  return { recipient_id: recipient.id, message_id: message.id };
}

function jsonParam<T extends z.ZodType>(
  schema: T,
  name: string,
  text: string | undefined,
): z.infer<T> {
  const parsed = schema.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw new GraphError({ code: 100, message: `(#100) The parameter ${name} is required` });
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recipientConversation(call: GraphCall, pageId: string, id: string): SandboxConversation {
  for (const conversation of call.world.conversations.values()) {
    if (conversation.pageId === pageId && conversation.customer.id === id) return conversation;
  }
  throw new GraphError({ code: 100, subcode: 2018001 });
}

function checkLength(
  text: string | undefined,
  hasAttachment: boolean,
  platform: SandboxConversation['platform'],
): void {
  if (!text && !hasAttachment) {
    throw new GraphError({ code: 100, message: '(#100) The message must not be empty' });
  }
  const isTooLong =
    platform === 'instagram' ? Buffer.byteLength(text ?? '') > 1_000 : (text ?? '').length >= 2_000;
  if (!isTooLong) return;
  const most = platform === 'instagram' ? '1000 bytes' : '2000 characters';
  throw new GraphError({
    code: 100,
    message: `(#100) Length of param message[text] must be less than or equal to ${most}`,
  });
}

/** 24 hours after the customer's last message, 7 days with a permitted HUMAN_AGENT tag. */
function checkWindow({ world, params }: GraphCall, conversation: SandboxConversation): void {
  const { messaging_type: kind, tag } = params;
  if (kind !== 'RESPONSE' && kind !== 'UPDATE' && kind !== 'MESSAGE_TAG') {
    throw new GraphError({
      code: 100,
      message: '(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}',
    });
  }
  if (kind === 'MESSAGE_TAG' && (tag === undefined || retiredTags.has(tag))) {
    throw new GraphError({ code: 100, message: '(#100) The message tag is no longer supported' });
  }
  if (tag === 'HUMAN_AGENT' && !world.knobs.humanAgent) throw new GraphError({ code: 10 });
  const openHours = kind === 'MESSAGE_TAG' && tag === 'HUMAN_AGENT' ? 7 * 24 : 24;
  const last = conversation.messages.findLast(({ author }) => author === 'customer');
  const isOpen = last && world.clock().getTime() - last.sentAt <= openHours * hourMs;
  if (isOpen) return;
  const subcode = conversation.platform === 'instagram' ? 2534022 : 2018278;
  throw new GraphError({ code: 10, subcode });
}
