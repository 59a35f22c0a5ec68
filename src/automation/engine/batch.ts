import type { Tx } from '../../platform/database/database.ts';
import { orderKey } from './active-run.ts';
import type { BatchOptions, Taken } from './batch-options.ts';
import { type Claim, claimEvents, claimRuns, claimTimers } from './claim.ts';
import { heedFailures } from './failures.ts';
import { lockLanes } from './lanes.ts';
import { loadVersions, openBatch } from './open-batch.ts';
import { withoutOvertaking } from './overtaking.ts';
import { fireTimers, queueEvents, watchesOf } from './queue-happenings.ts';
import { saveRefusals } from './refusals.store.ts';
import { saveBatch } from './save-batch.ts';
import { moveTimers } from './timers.ts';
import { advanceHeads, openHeads } from './work-heads.ts';

/** Slow events are taken when fewer others than this wait, and so many at once. */
const slowSize = 50;

export type BatchReport = {
  /** Events, runs and timers taken. */
  taken: number;
  /** Runs started or advanced. */
  runs: number;
  sends: boolean;
  asks: boolean;
};

/**
 * One transaction of the engine: takes events, due runs and timers, does what follows from them,
 * writes it all, or nothing of it.
 */
export async function runBatch(tx: Tx, options: BatchOptions, taken: Taken): Promise<BatchReport> {
  const { engineId, library, only, failpoint } = options;
  await failpoint?.('before-claim');
  const { lanes, now } = await lockLanes(tx, engineId, options.lanes, options.leaseMs);
  if (lanes.length === 0 || now === null) return { taken: 0, runs: 0, sends: false, asks: false };
  await take(tx, { lanes, now, size: options.size, ...(only ? { only } : {}) }, taken);
  const count = taken.events.length + taken.runs.length + taken.timers.length;
  if (count === 0) return { taken: 0, runs: 0, sends: false, asks: false };
  await failpoint?.('after-claim');
  const all = [...taken.events, ...taken.runs, ...taken.timers];
  const workspaceIds = [...new Set(all.map((row) => row.workspaceId))];
  await library.refresh(tx, workspaceIds);
  const { batch, afterEvents } = await openBatch(tx, options, taken, now);
  await loadVersions(batch, library.unreadable(workspaceIds));
  await fireTimers(batch, taken.timers);
  await queueEvents(batch, taken.events);
  for (const unit of afterEvents) batch.queues.add(orderKey(unit.run), unit);
  while (batch.queues.size > 0) {
    await openHeads(batch);
    await advanceHeads(batch);
  }
  const runs = [...batch.runs.values()].filter((run) => run.result !== null);
  await failpoint?.('before-save');
  await saveBatch(tx, runs);
  await saveRefusals(tx, batch.refusals);
  await heedFailures(tx, runs, batch.faults);
  await moveTimers(tx, await watchesOf(batch, taken.events), batch.now);
  await failpoint?.('after-save');
  const late = runs.flatMap((run) => run.late.map(({ effect }) => effect.kind));
  return {
    taken: count,
    runs: runs.length,
    sends: late.includes('create_delivery'),
    asks: late.includes('ask_ai'),
  };
}

async function take(tx: Tx, claim: Claim, taken: Taken): Promise<void> {
  const due = await claimRuns(tx, claim);
  taken.timers.push(...(await claimTimers(tx, claim)));
  taken.events.push(...(await claimEvents(tx, claim, false)));
  taken.runs.push(...(claim.only ? due : await withoutOvertaking(tx, due)));
  const isIdle = taken.runs.length + taken.events.length < slowSize;
  if (isIdle && !claim.only) {
    taken.events.push(...(await claimEvents(tx, { ...claim, size: slowSize }, true)));
  }
}
