import { sql } from 'kysely';
import { setAutomations } from '../../platform/database/automations-choice.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { type CountPlace, firstCount, mergeCounts } from './merge-counts.store.ts';
import { oldCalls, oldDeliveries, oldRefusals, oldRuns, type RemoveOld } from './old-rows.store.ts';

/** Rows of one statement: a run takes some ten rows of other tables with it. */
const runsAtOnce = 1_000;
const rowsAtOnce = 5_000;

export type TidyDeps = {
  database: Database;
  /** Days that runs, deliveries, webhook calls and refusals are kept after they have ended. */
  keepDays: number;
  signal: AbortSignal;
};

/**
 * Removes what ended long ago and merges counters, batch by batch in transactions of their own, up
 * to the end or until the signal. Nobody is waited for longer than 2 s; what somebody else holds is
 * left for the next time. Any number of processes may do it at once.
 */
export async function tidyRuns({ database, keepDays, signal }: TidyDeps): Promise<void> {
  const inBatch = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.asEngine(
      'system',
      async (tx) => {
        await sql`select set_config('lock_timeout', '2s', true)`.execute(tx);
        // That old rows go is no news to automations.
        await setAutomations(tx, 'no');
        return work(tx);
      },
      { quiet: true },
    );
  const before = new Date(Date.now() - keepDays * 86_400_000);
  const workspaces = await inBatch((tx) => tx.selectFrom('workspaces').select('id').execute());

  // Deliveries first: runs whose deliveries stay stay too.
  const kinds: [RemoveOld, number][] = [
    [oldDeliveries, rowsAtOnce],
    [oldRuns, runsAtOnce],
    [oldCalls, rowsAtOnce],
    [oldRefusals, rowsAtOnce],
  ];
  for (const { id: workspaceId } of workspaces) {
    for (const [kind, limit] of kinds) {
      let after = kind.first;
      while (!signal.aborted) {
        const rows = { workspaceId, before, after, limit };
        const { count, last } = await inBatch((tx) => kind.remove(tx, rows));
        if (count < limit || last === null) break;
        after = last;
      }
    }
  }

  let from: CountPlace | null = firstCount;
  while (from && !signal.aborted) {
    const place: CountPlace = from;
    from = await inBatch((tx) => mergeBatch(tx, place));
  }
}

/** Where the next batch begins; null at the end. */
async function mergeBatch(tx: Tx, from: CountPlace): Promise<CountPlace | null> {
  const { read, fewer, last, nextAt } = await mergeCounts(tx, from, rowsAtOnce);
  if (read < rowsAtOnce || !last || !nextAt) return null;
  const isSame = last.automationId === from.automationId && last.at.getTime() === from.at.getTime();
  return isSame && fewer === 0 ? { ...last, at: nextAt } : last;
}
