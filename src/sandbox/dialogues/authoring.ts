import type { AttachmentType } from '../meta/world.ts';
import { digits, type Random, seededRandom, urlSafeText } from '../random.ts';
import type { GraphConversation, GraphMessage } from './graph-conversation.ts';

/**
 * One message as written down: who (customer or business), minutes since the message before,
 * text, attachments.
 */
type Line =
  | readonly ['c' | 'b', number, string]
  | readonly ['c' | 'b', number, string, readonly AttachmentType[]];

export type Dialogue = {
  name: string;
  on: 'messenger' | 'instagram';
  /** Hours before now that the last message was written. */
  hoursAgo: number;
  lines: readonly Line[];
};

const business = { id: '1000000000', name: 'Business' };

/** The dialogues in Graph shape, newest message first, with times that end `hoursAgo` before now. */
export function toGraphConversations(
  dialogues: readonly Dialogue[],
  now: Date,
  seed: number,
): GraphConversation[] {
  const random = seededRandom(seed);
  return dialogues.map((dialogue) => toGraphConversation(dialogue, now, random));
}

function toGraphConversation(dialogue: Dialogue, now: Date, random: Random): GraphConversation {
  const { name, on, lines, hoursAgo } = dialogue;
  const isInstagram = on === 'instagram';
  const key = urlSafeText(random, 24);
  const customer = { id: digits(random, 16), name };
  const lengthMs = lines.slice(1).reduce((sum, [, minutes]) => sum + minutes * 60_000, 0);
  let at = now.getTime() - hoursAgo * 3_600_000 - lengthMs;
  const messages = lines.map(([author, minutes, text, attachments], index): GraphMessage => {
    if (index > 0) at += minutes * 60_000;
    const number = String(index).padStart(3, '0');
    return {
      id: isInstagram ? `aWdfZAG1faXRlbToxOk${key}${number}ZD` : `m_${key}${number}`,
      created_time: new Date(at).toISOString(),
      from: author === 'c' ? customer : business,
      message: text,
      ...graphAttachments(attachments ?? [], random),
    };
  });
  return {
    id: isInstagram ? `aWdfZAG06${key}ZD` : `t_${digits(random, 16)}`,
    updated_time: new Date(at).toISOString(),
    participants: { data: [customer, business] },
    messages: { data: messages.reverse() },
  };
}

const mimeTypes = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mpeg',
  file: 'application/pdf',
} as const;

function graphAttachments(types: readonly AttachmentType[], random: Random) {
  const data = types.flatMap((type) => {
    if (type === 'share' || type === 'sticker') return [];
    const id = digits(random, 15);
    return [{ id, mime_type: mimeTypes[type], name: `${type}-${id}` }];
  });
  return {
    ...(data.length === 0 ? {} : { attachments: { data } }),
    ...(types.includes('share') ? { shares: { data: [{ name: 'Shared post' }] } } : {}),
    ...(types.includes('sticker') ? { sticker: 'sticker' } : {}),
  };
}
