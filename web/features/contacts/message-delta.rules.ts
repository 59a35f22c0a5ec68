import type { Message } from '../../../src/contracts/conversations.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';

type Page = { items: Message[]; nextCursor: string | null };
type Thread<P extends Page> = { pages: P[]; pageParams: unknown[] };

/** What a message has where its event says nothing: events leave nulls out. */
const blank = {
  text: '',
  attachments: [],
  reactions: [],
  replyTo: null,
  fromPlatformApp: false,
  unreadable: false,
  deliveredAt: null,
  readAt: null,
  editedAt: null,
  deletedAt: null,
};

/** A thread (newest first, in pages) after a message came, changed or went. */
export function changeMessages<P extends Page, T extends Thread<P>>(
  thread: T | undefined,
  delta: Delta,
): T | undefined {
  if (!thread) return thread;
  const known = thread.pages.some(({ items }) => items.some(({ id }) => id === delta.subjectId));
  if (delta.type === 'message.created' && !known) return insert<P, T>(thread, messageOf(delta));
  const pages = thread.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((message) => {
      if (message.id !== delta.subjectId) return [message];
      return delta.type === 'message.deleted' ? [] : [{ ...message, ...newValues(delta) }];
    }),
  }));
  return { ...thread, pages };
}

/** Older than all that is loaded while there is more: it comes with its page. */
function insert<P extends Page, T extends Thread<P>>(thread: T, message: Message): T {
  const at = Date.parse(message.sentAt);
  const pageIndex = thread.pages.findIndex(
    ({ items, nextCursor }) =>
      nextCursor === null || items.some((other) => Date.parse(other.sentAt) <= at),
  );
  const pages = thread.pages.map((page, index) => {
    if (index !== pageIndex) return page;
    const before = page.items.findIndex((other) => Date.parse(other.sentAt) <= at);
    const position = before < 0 ? page.items.length : before;
    return { ...page, items: page.items.toSpliced(position, 0, message) };
  });
  return { ...thread, pages };
}

function messageOf(delta: Delta): Message {
  return { id: delta.subjectId, ...blank, ...newValues(delta) } as unknown as Message;
}

function newValues(delta: Delta): Partial<Message> {
  return Object.fromEntries(Object.entries(delta.changes).map(([name, pair]) => [name, pair[1]]));
}
