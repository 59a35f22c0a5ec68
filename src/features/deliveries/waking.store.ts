import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/**
 * Makes the engine look now at a run that waits for what has just come to its end. In the
 * transaction that records the end: a run is never woken for nothing, and never left asleep.
 */
export async function wakeRun(
  tx: Tx,
  run: { workspaceId: string; runId: string | null },
): Promise<void> {
  if (run.runId === null) return;
  await tx
    .updateTable('runs')
    .set({ dueAt: sql<Date>`now()` })
    .where('workspaceId', '=', run.workspaceId)
    .where('id', '=', run.runId)
    .where('status', '=', 'waiting')
    .where('waitReason', 'in', ['delivery', 'answer'])
    .execute();
}
