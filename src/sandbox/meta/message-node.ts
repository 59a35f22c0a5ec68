import { attachmentNode, attachmentUrl, shareNode } from './attachment-node.ts';
import type { FieldRequest, FieldSelection } from './field-selection.ts';
import type { NodeFields } from './node-fields.ts';
import { graphTime, nodeFields, showNode } from './node-fields.ts';
import { showPerson } from './person-node.ts';
import type {
  AttachmentType,
  MetaWorld,
  SandboxAttachment,
  SandboxConversation,
  SandboxMessage,
} from './world.ts';

type MessageNode = {
  world: MetaWorld;
  conversation: SandboxConversation;
  message: SandboxMessage;
};

const attached = new Set<AttachmentType>(['image', 'video', 'audio', 'file']);

const messageNode = nodeFields<MessageNode>('Message', 'id,created_time', {
  id: ({ message }) => message.id,
  created_time: ({ message }) => graphTime(message.sentAt),
  message: ({ message }) => message.text,
  from: ({ world, conversation, message }, { fields }) =>
    showPerson(world, conversation, message.author, fields),
  to: ({ world, conversation, message }, { fields }) => {
    const side = message.author === 'customer' ? 'business' : 'customer';
    return { data: [showPerson(world, conversation, side, fields)] };
  },
  attachments: (node, request) =>
    attachmentList(attachmentNode, node, request, ({ type }) => attached.has(type)),
  shares: (node, request) =>
    attachmentList(shareNode, node, request, ({ type }) => type === 'share'),
  sticker: ({ world, message }) => {
    const sticker = message.attachments.find(({ type }) => type === 'sticker');
    return sticker && attachmentUrl(world.url, sticker);
  },
  reactions: ({ world, conversation, message }) =>
    message.reactions.length === 0
      ? undefined
      : {
          data: message.reactions.map(({ emoji, by }) => ({
            reaction: emoji,
            users: [showPerson(world, conversation, by, null)],
          })),
        },
  tags: ({ message }) => {
    const names = message.author === 'customer' ? ['inbox', 'source:mobile'] : ['inbox', 'sent'];
    return { data: names.map((name) => ({ name })) };
  },
  reply_to: ({ message }) =>
    message.replyTo === null ? undefined : { mid: message.replyTo, is_self_reply: false },
  story: () => undefined,
  is_unsupported: () => undefined,
});

function attachmentList(
  kind: NodeFields<{ attachment: SandboxAttachment; url: string }>,
  { world, message }: MessageNode,
  { fields }: FieldRequest,
  isWanted: (attachment: SandboxAttachment) => boolean,
) {
  if (message.attachments.length === 0) return undefined;
  const wanted = message.attachments.filter(isWanted);
  if (wanted.length === 0) return undefined;
  const data = wanted.map((attachment) =>
    showNode(kind, { attachment, url: attachmentUrl(world.url, attachment) }, fields),
  );
  return { data };
}

const listedOnly = new Set(['id', 'created_time']);

/** A message; one that is past the horizon shows no more than its id and time. */
export function showMessage(
  node: MessageNode,
  selection: FieldSelection | null,
  isPastHorizon: boolean,
): Record<string, unknown> {
  if (!isPastHorizon || selection === null) return showNode(messageNode, node, selection);
  const readable = [...selection].filter(([name]) => listedOnly.has(name));
  return showNode(messageNode, node, new Map(readable));
}

/** Past the horizon only ids and times can be read; 0 = no horizon. */
export function isPastHorizon(horizon: number, age: number): boolean {
  return horizon > 0 && age >= horizon;
}
