import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { type Queue, type WakeUp, type WorkKind, wakeUp } from '../../platform/queue/index.ts';
import { hasDueEntries, removeOldEntries } from './inbox.store.ts';
import { type InboxDeps, processInbox } from './process-inbox.ts';

const inboxWork: WorkKind<WakeUp> = {
  name: 'inbox',
  payload: z.strictObject({}),
  concurrency: 1,
};

export async function wakeInbox(queue: Queue): Promise<void> {
  await wakeUp(queue, inboxWork);
}

export function handleInbox(queue: Queue, deps: InboxDeps): void {
  queue.handle(inboxWork, async (_payload, { signal }) => {
    while (!signal.aborted && (await processInbox(deps, signal)) > 0);
  });
}

/** Puts back what the queue forgot. */
export async function sweepInbox(database: Database, queue: Queue): Promise<void> {
  if (await database.asEngine('system', hasDueEntries)) await wakeInbox(queue);
}

export async function cleanInbox(database: Database): Promise<void> {
  await database.asEngine('system', removeOldEntries);
}
