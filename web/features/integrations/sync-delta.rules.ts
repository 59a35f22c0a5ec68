import type { ConnectedPage, Sync } from '../../../src/contracts/pages.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';

/** What moves while a sync runs; any other change is worth asking the server again. */
const counters = ['total', 'synced', 'failed', 'cutOff', 'waitingUntil'] as const;

/** True when a delta only says how far a sync has come. */
export function isProgress(delta: Delta): boolean {
  const fields = Object.keys(delta.changes).filter((field) => field !== 'updatedAt');
  return (
    delta.type === 'sync.updated' &&
    fields.every((field) => (counters as readonly string[]).includes(field))
  );
}

/** The page with the progress of its latest sync; the same object when it is about another sync. */
export function withProgress(page: ConnectedPage, delta: Delta): ConnectedPage {
  const sync = page.latestSync;
  if (sync?.id !== delta.subjectId) return page;
  const news = Object.fromEntries(
    counters.flatMap((field) => {
      const change = delta.changes[field];
      return change ? [[field, change[1]]] : [];
    }),
  ) as Partial<Sync>;
  return { ...page, latestSync: { ...sync, ...news } };
}
