import type { z } from 'zod';
import type { WorkspaceLimits } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { releaseHeldSends, spreadHeldRuns } from './held-runs.store.ts';

type Limits = z.infer<typeof WorkspaceLimits>;

export async function readLimits(tx: Tx, workspaceId: string): Promise<Limits> {
  return tx
    .selectFrom('workspaces')
    .select(['runsPerHour', 'sendsPerDay'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
}

/**
 * They count for what waits already, too. As the engine: requests may write no more of a workspace
 * than its name and time zone.
 */
export async function writeLimits(tx: Tx, workspaceId: string, limits: Limits): Promise<Limits> {
  const set = await tx
    .updateTable('workspaces')
    .set(limits)
    .where('id', '=', workspaceId)
    .returning(['runsPerHour', 'sendsPerDay'])
    .executeTakeFirstOrThrow();
  await spreadHeldRuns(tx, workspaceId, set.runsPerHour);
  await releaseHeldSends(tx, workspaceId, set.sendsPerDay);
  return set;
}
