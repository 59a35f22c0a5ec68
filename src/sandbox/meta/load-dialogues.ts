import type { GraphConversation, GraphMessage } from '../dialogues/graph-conversation.ts';
import { putConversation } from './inbox.ts';
import { newIds, usernameFor } from './new-ids.ts';
import { parseGraphTime } from './node-fields.ts';
import type {
  MetaPlatform,
  MetaWorld,
  SandboxAttachment,
  SandboxConversation,
  SandboxMessage,
} from './world.ts';

export type LoadOptions = {
  /** The main Page when missing. */
  pageId?: string | undefined;
  platform?: MetaPlatform | undefined;
  /** Moves all times by the same amount so that the newest message is at this time. */
  newestAt?: Date | undefined;
};

/**
 * Puts conversations into an inbox of a Page; the business participant becomes that Page. The
 * business is whoever takes part in most of them, the last one listed when they tie.
 * Returns the conversation ids. Throws a RangeError when the Page or its Instagram is missing.
 */
export function loadDialogues(
  world: MetaWorld,
  dialogues: readonly GraphConversation[],
  options: LoadOptions = {},
): string[] {
  const page =
    options.pageId === undefined ? [...world.pages.values()][0] : world.pages.get(options.pageId);
  if (!page) throw new RangeError(`pageId: there is no Page ${options.pageId}`);
  const platform = options.platform ?? 'messenger';
  if (platform === 'instagram' && !page.instagram) {
    throw new RangeError(`platform: Page ${page.id} has no Instagram account`);
  }
  const businessOf = findBusinesses(dialogues);
  const shiftMs = shiftFor(dialogues, options.newestAt);
  for (const dialogue of dialogues) {
    const home = { pageId: page.id, platform };
    putConversation(world, toConversation(world, dialogue, businessOf(dialogue), home, shiftMs));
  }
  return dialogues.map(({ id }) => id);
}

function findBusinesses(dialogues: readonly GraphConversation[]) {
  const counts = new Map<string, number>();
  for (const { participants } of dialogues) {
    for (const { id } of participants.data) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return ({ participants }: GraphConversation): string => {
    let business = { id: '', count: 0 };
    for (const { id } of participants.data) {
      const count = counts.get(id) ?? 0;
      if (count >= business.count) business = { id, count };
    }
    return business.id;
  };
}

function shiftFor(dialogues: readonly GraphConversation[], newestAt: Date | undefined): number {
  if (!newestAt) return 0;
  let newest = Number.NEGATIVE_INFINITY;
  for (const { messages } of dialogues) {
    for (const { created_time } of messages.data) {
      newest = Math.max(newest, parseGraphTime(created_time));
    }
  }
  return Number.isFinite(newest) ? newestAt.getTime() - newest : 0;
}

function toConversation(
  world: MetaWorld,
  dialogue: GraphConversation,
  businessId: string,
  home: { pageId: string; platform: MetaPlatform },
  shiftMs: number,
): SandboxConversation {
  const customer = dialogue.participants.data.find(({ id }) => id !== businessId);
  const id = customer?.id ?? newIds.customer(world.random);
  const name = customer?.name ?? customer?.username ?? '';
  const messages = dialogue.messages.data
    .map((message) => toMessage(world, message, businessId, shiftMs))
    .reverse();
  const newest = messages.at(-1)?.sentAt ?? parseGraphTime(dialogue.updated_time) + shiftMs;
  return {
    id: dialogue.id,
    ...home,
    customer: { id, name, username: customer?.username ?? usernameFor(name, id) },
    messages,
    updatedAt: newest,
    unread: 0,
  };
}

function toMessage(
  world: MetaWorld,
  message: GraphMessage,
  businessId: string,
  shiftMs: number,
): SandboxMessage {
  return {
    id: message.id,
    author: message.from.id === businessId ? 'business' : 'customer',
    sentAt: parseGraphTime(message.created_time) + shiftMs,
    text: message.message,
    attachments: attachmentsOf(world, message),
    replyTo: null,
    reactions: [],
    edits: 0,
    isDeleted: false,
    appId: null,
  };
}

const kindsByMime = { image: 'image', video: 'video', audio: 'audio' } as const;

function attachmentsOf(
  world: MetaWorld,
  { attachments, shares, sticker }: GraphMessage,
): SandboxAttachment[] {
  const files = (attachments?.data ?? []).map(({ id, mime_type, name }): SandboxAttachment => {
    const family = mime_type?.split('/')[0];
    const isKnown = family === 'image' || family === 'video' || family === 'audio';
    const type = isKnown ? kindsByMime[family] : 'file';
    return { id: id ?? newIds.attachment(world.random), type, name: name ?? type };
  });
  const shared = (shares?.data ?? []).map(({ name }): SandboxAttachment => {
    return { id: newIds.attachment(world.random), type: 'share', name: name ?? 'Shared post' };
  });
  const stickers: SandboxAttachment[] = sticker
    ? [{ id: newIds.attachment(world.random), type: 'sticker', name: 'Sticker' }]
    : [];
  return [...files, ...shared, ...stickers];
}
