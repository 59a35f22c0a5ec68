import type { GraphContext } from './graph-routes.ts';
import { conversationsNewestFirst } from './inbox.ts';
import { defaultPages, type MetaPlatform, type MetaWorld } from './world.ts';

export type WhichInbox = {
  pageId?: string | undefined;
  platform?: MetaPlatform | undefined;
  limit?: number | undefined;
};
export type ConversationGlance = {
  id: string;
  name: string;
  platform: MetaPlatform;
  updatedAt: string;
  messages: number;
  lastMessageId: string | null;
  lastText: string;
};

/** The newest conversations of an inbox in short. */
export function conversationGlances(
  world: MetaWorld,
  which: WhichInbox = {},
): ConversationGlance[] {
  const { pageId = defaultPages[0]?.id ?? '', platform = 'messenger', limit = 100 } = which;
  const list = conversationsNewestFirst(world, pageId, platform).slice(0, limit);
  return list.map(({ id, customer, updatedAt, messages }) => ({
    id,
    name: platform === 'instagram' ? customer.username : customer.name,
    platform,
    updatedAt: new Date(updatedAt).toISOString(),
    messages: messages.length,
    lastMessageId: messages.at(-1)?.id ?? null,
    lastText: messages.at(-1)?.text ?? '',
  }));
}

/** What `state()` says: no tokens, no secrets. */
export function stateReport({ world, outbox, log }: GraphContext) {
  return {
    app: { id: world.app.id, name: world.app.name },
    user: world.user,
    pages: [...world.pages.values()].map((page) => ({
      ...page,
      subscribedFields: world.pageSubscriptions.get(page.id) ?? [],
      conversations: {
        messenger: world.inboxes.get(`${page.id}/messenger`)?.conversations.size ?? 0,
        instagram: world.inboxes.get(`${page.id}/instagram`)?.conversations.size ?? 0,
      },
    })),
    subscriptions: [...world.appSubscriptions.values()].map(({ object, callbackUrl, fields }) => ({
      object,
      callbackUrl,
      fields,
    })),
    knobs: world.knobs,
    calls: log.records.length,
    webhooks: outbox.log.slice(-50),
  };
}
