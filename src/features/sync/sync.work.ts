import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { type Queue, type WorkKind, wakeUpFor } from '../../platform/queue/index.ts';
import { runSync, type SyncDeps, type SyncKey } from './run-sync.ts';
import { leaseSeconds, unattendedSyncs } from './sync.store.ts';

const syncWork: WorkKind<SyncKey> = {
  name: 'sync',
  payload: z.object({ workspaceId: z.uuid(), syncId: z.uuid() }),
  concurrency: 4,
};

/** Makes a sync start soon; the sweeper would find it too. */
export async function wakeSync(queue: Queue, key: SyncKey): Promise<void> {
  // A piece a slice may run beside one that only seems to run; the lease keeps it to one worker.
  await wakeUpFor(queue, syncWork, {
    payload: key,
    key: key.syncId,
    sliceMs: leaseSeconds * 1_000,
  });
}

export function handleSyncs(queue: Queue, deps: SyncDeps): void {
  queue.handle(syncWork, (key, { signal }) => runSync(deps, key, signal));
}

/** Puts back what the queue forgot, and what a killed process left. */
export async function sweepSyncs(database: Database, queue: Queue): Promise<void> {
  const keys = await database.asEngine('system', unattendedSyncs);
  for (const key of keys) await wakeSync(queue, key);
}
