import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import type { Queue, WorkKind } from '../../platform/queue/index.ts';
import { runSync, type SyncDeps, type SyncKey } from './run-sync.ts';
import { leaseSeconds, unattendedSyncs } from './sync.store.ts';

const syncWork: WorkKind<SyncKey> = {
  name: 'sync',
  payload: z.object({ workspaceId: z.uuid(), syncId: z.uuid() }),
  concurrency: 4,
};

/** Makes a sync start soon; the sweeper would find it too. */
export async function wakeSync(queue: Queue, key: SyncKey): Promise<void> {
  // The slice of time in the key lets a sync be taken up again while the work of a killed process
  // still counts as running in the queue (up to a minute); the lease keeps it to one worker.
  const slice = Math.floor(Date.now() / 1000 / leaseSeconds);
  await queue.add(syncWork, key, { key: `${key.syncId}:${slice}` });
}

export function handleSyncs(queue: Queue, deps: SyncDeps): void {
  queue.handle(syncWork, (key, { signal }) => runSync(deps, key, signal));
}

/** Puts back what the queue forgot, and what a killed process left. */
export async function sweepSyncs(database: Database, queue: Queue): Promise<void> {
  const keys = await database.asEngine('system', unattendedSyncs);
  for (const key of keys) await wakeSync(queue, key);
}
