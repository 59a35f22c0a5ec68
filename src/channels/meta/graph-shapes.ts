import { z } from 'zod';
import type { MetaAttachment } from './attachments.ts';

export type GraphPerson = { id: string; name: string | null; username: string | null };

export type GraphReaction = { emoji: string; userIds: readonly string[] };

export type GraphMessage = {
  id: string;
  createdAt: Date;
  /** Null behind the 20-message horizon, where Graph lists ids only. */
  from: GraphPerson | null;
  to: readonly GraphPerson[];
  /** Empty for attachment-only messages. */
  text: string;
  attachments: readonly MetaAttachment[];
  reactions: readonly GraphReaction[];
  /** Id of the message this one answers. */
  replyTo: string | null;
  isUnsupported: boolean;
};

export type GraphConversation = {
  id: string;
  updatedAt: Date;
  /** As the provider counts; null when it does not say. */
  messageCount: number | null;
  participants: readonly GraphPerson[];
  /** Oldest first; only those with readable details. */
  messages: readonly GraphMessage[];
  /** True when the thread goes further back than what Graph lets us read. */
  isCutOff: boolean;
};

/** Ids are text, but fixtures of Meta's have numbers. */
export const GraphId = z.union([z.string().min(1), z.number().int().transform(String)]);
const text = z.string().nullable().catch(null);
const amount = z.number().nonnegative().nullable().catch(null);

/** `2022-07-12T19:11:07+0000`: ISO without the colon; the docs also speak of UNIX seconds. */
const GraphTime = z.union([z.string(), z.number()]).transform((value, context) => {
  const date =
    typeof value === 'number'
      ? new Date(value * 1_000)
      : new Date(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue({ code: 'custom', message: 'is not a time' });
  return z.NEVER;
});

/** `{data: […]}`; members that cannot be read are left out, an absent list is empty. */
function listOf<T>(member: z.ZodType<T>) {
  return z
    .object({ data: z.array(member.nullable().catch(null)) })
    .transform(({ data }) => data.filter((entry) => entry !== null))
    .catch([]);
}

const Person = z
  .object({ id: GraphId, name: text, username: text })
  .transform(({ id, name, username }): GraphPerson => ({ id, name, username }));

const Media = z
  .object({ url: text, render_as_sticker: z.boolean().catch(false), animated_gif_url: text })
  .nullable()
  .catch(null);

const Attachment = z
  .object({
    mime_type: text,
    name: text,
    size: amount,
    file_url: text,
    image_data: Media,
    video_data: Media,
  })
  .transform((node): MetaAttachment => {
    const media = node.image_data ?? node.video_data;
    return {
      type: attachmentType(node),
      url: media?.url ?? media?.animated_gif_url ?? node.file_url,
      name: node.name,
      mimeType: node.mime_type,
      size: node.size,
    };
  });

function attachmentType(node: {
  mime_type: string | null;
  image_data: { render_as_sticker: boolean } | null;
  video_data: unknown;
}): MetaAttachment['type'] {
  if (node.image_data !== null) return node.image_data.render_as_sticker ? 'sticker' : 'image';
  if (node.video_data !== null) return 'video';
  const [kind] = (node.mime_type ?? '').split('/');
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
}

const bare = { name: null, mimeType: null, size: null };

const Share = z
  .object({ link: text, name: text })
  .transform(
    ({ link, name }): MetaAttachment => ({ ...bare, type: 'share', url: link, name: name || null }),
  );

const StoryLink = z.object({ link: text }).nullable().catch(null);
const Story = z.object({ reply_to: StoryLink, mention: StoryLink }).nullable().catch(null);

const Users = listOf(z.object({ id: GraphId }));

const Reaction = z
  .object({ reaction: z.string(), users: z.unknown().optional() })
  .transform(({ reaction, users }): GraphReaction => {
    const people = Array.isArray(users) ? { data: users } : users;
    const ids = Users.parse(people);
    return { emoji: reaction, userIds: ids.map(({ id }) => id) };
  });

export const GraphMessageShape = z
  .object({
    id: GraphId,
    created_time: GraphTime,
    from: Person.nullable().catch(null),
    to: listOf(Person),
    message: z.string().catch(''),
    attachments: listOf(Attachment),
    shares: listOf(Share),
    sticker: text,
    story: Story,
    reactions: listOf(Reaction),
    reply_to: z.object({ mid: GraphId }).nullable().catch(null),
    is_unsupported: z.boolean().catch(false),
  })
  .transform(
    (node): GraphMessage => ({
      id: node.id,
      createdAt: node.created_time,
      from: node.from,
      to: node.to,
      text: node.message,
      attachments: [
        ...node.attachments,
        ...node.shares,
        ...linkAttachment('sticker', node.sticker),
        ...linkAttachment('story', node.story?.reply_to?.link ?? node.story?.mention?.link ?? null),
      ],
      reactions: node.reactions,
      replyTo: node.reply_to?.mid ?? null,
      isUnsupported: node.is_unsupported,
    }),
  );

function linkAttachment(type: MetaAttachment['type'], url: string | null): MetaAttachment[] {
  return url === null ? [] : [{ ...bare, type, url }];
}

const hasNext = z
  .object({ paging: z.object({ next: z.string() }) })
  .transform(() => true)
  .catch(false);

const Messages = listOf(GraphMessageShape);

export const GraphConversationShape = z
  .object({
    id: GraphId,
    updated_time: GraphTime,
    message_count: amount,
    participants: listOf(Person),
    messages: z.unknown().optional(),
  })
  .transform((node): GraphConversation => {
    const listed = Messages.parse(node.messages);
    // Times are whole seconds: among equal ones the provider's order, newest first, decides.
    const oldestFirst = listed.filter(isReadable).toReversed();
    const messages = oldestFirst.sort((a, b) => +a.createdAt - +b.createdAt);
    return {
      id: node.id,
      updatedAt: node.updated_time,
      messageCount: node.message_count,
      participants: node.participants,
      messages,
      isCutOff: hasNext.parse(node.messages) || (node.message_count ?? 0) > messages.length,
    };
  });

/** Behind the horizon Graph lists id and time only. */
function isReadable(message: GraphMessage): boolean {
  return message.from !== null || message.text !== '' || message.attachments.length > 0;
}

/**
 * A page of any list. Only the cursor is kept: `next` is an address with the token in it. The last
 * page has no `next`, however many members it holds (provider-apis.md §1.1).
 */
export const GraphPage = z
  .object({
    data: z.array(z.unknown()),
    paging: z
      .object({
        next: text,
        cursors: z.object({ after: text }).nullable().catch(null),
      })
      .nullable()
      .catch(null),
  })
  .transform(({ data, paging }) => ({ data, after: nextCursor(paging) }));

function nextCursor(
  paging: { next: string | null; cursors: { after: string | null } | null } | null,
): string | null {
  if (!paging?.next) return null;
  return paging.cursors?.after ?? URL.parse(paging.next)?.searchParams.get('after') ?? null;
}
