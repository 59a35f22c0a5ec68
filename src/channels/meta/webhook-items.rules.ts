import { z } from 'zod';
import type { MetaAttachment } from './attachments.ts';

/**
 * Parses JSON keeping integers that a double cannot hold as text: some of Meta's ids come as
 * numbers of 18 digits. Undefined when the text is not JSON.
 */
export function parseJsonKeepingIds(text: string): unknown {
  const keepInteger = (_key: string, value: unknown, context: { source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    return /^-?\d+$/.test(context.source ?? '') ? context.source : value;
  };
  try {
    return JSON.parse(text, keepInteger as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

/** Ids are text by the documentation, numbers in fixtures. */
const Id = z.union([z.string().min(1), z.number().transform(String)]);
const id = Id.nullable().catch(null);
const text = z.string().nullable().catch(null);
const flag = z.boolean().catch(false);
const count = z.coerce.number().int().nonnegative().nullable().catch(null);

/** Milliseconds; the dashboard's test sends seconds as text. */
const Timestamp = z.coerce
  .number()
  .positive()
  .transform((value) => new Date(value < 1e11 ? value * 1_000 : value))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullable()
  .catch(null);

function optional<T>(shape: z.ZodType<T>) {
  return shape.nullable().catch(null);
}

const Party = optional(z.object({ id: Id }));

const AttachmentNode = z
  .object({
    type: z.string(),
    payload: optional(z.object({ url: text, title: text, sticker_id: id })),
  })
  .nullable()
  .catch(null);

const MessagePart = optional(
  z.object({
    mid: id,
    text: z.string().catch(''),
    is_echo: flag,
    is_deleted: flag,
    is_unsupported: flag,
    app_id: id,
    metadata: text,
    quick_reply: optional(z.object({ payload: text })),
    reply_to: optional(z.object({ mid: id })),
    attachments: z
      .array(AttachmentNode)
      .catch([])
      .transform((nodes) => readAttachments(nodes)),
  }),
);

/** One member of `messaging` (or a `changes` value): unknown fields dropped, wrong ones null. */
export const MessagingItem = z.object({
  sender: Party,
  recipient: Party,
  timestamp: Timestamp,
  message: MessagePart,
  delivery: optional(z.object({ mids: z.array(Id).catch([]), watermark: Timestamp })),
  read: optional(z.object({ mid: id, watermark: Timestamp })),
  reaction: optional(
    z.object({ mid: Id, action: z.enum(['react', 'unreact']), emoji: text, reaction: text }),
  ),
  message_edit: optional(z.object({ mid: Id, text, num_edit: count })),
  postback: optional(z.object({ mid: id, title: text, payload: text })),
});
export type MessagingItem = z.infer<typeof MessagingItem>;

const attachmentTypes: Readonly<Record<string, MetaAttachment['type']>> = {
  image: 'image',
  media: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  sticker: 'sticker',
  story: 'story',
  story_mention: 'story',
  ig_story: 'story',
  reel: 'share',
  ig_reel: 'share',
  post: 'share',
  ig_post: 'share',
  share: 'share',
  fallback: 'share',
  template: 'template',
};

/** Until August 2026 a sticker comes twice, as `image` and as `sticker`; it counts once. */
function readAttachments(nodes: readonly z.infer<typeof AttachmentNode>[]): MetaAttachment[] {
  const known = nodes.filter((node) => node !== null);
  const hasSticker = known.some((node) => node.type === 'sticker');
  return known
    .filter((node) => !(hasSticker && node.type === 'image' && node.payload?.sticker_id))
    .map(({ type, payload }) => ({
      type: payload?.sticker_id ? 'sticker' : (attachmentTypes[type] ?? 'other'),
      url: payload?.url ?? null,
      name: payload?.title ?? null,
      mimeType: null,
      size: null,
    }));
}
