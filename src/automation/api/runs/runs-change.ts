import type { z } from 'zod';
import type { BulkRunInput, BulkRunResult, RunStatus } from '../../../contracts/runs.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { type Retrier, retryRuns } from './retry-runs.ts';
import type { RunRef } from './runs.store.ts';
import {
  cancelRuns,
  finishReviews,
  hurryRun,
  lockRun,
  type RunScope,
  unfinished,
} from './runs-change.store.ts';
import { findRunIds, type RunFilter } from './runs-list.store.ts';

type One = RunScope & RunRef;
type BulkInput = z.output<typeof BulkRunInput>;

/** Runs that one bulk action may be about. */
const mostRuns = 10_000;

/** @throws Problem 404, or 409 when it has ended */
export async function cancelRun(tx: Tx, run: One): Promise<void> {
  const { status } = await lockRun(tx, run);
  if (!isUnfinished(status)) {
    throw new Problem('conflict', `The run has already ended: it is ${status}.`);
  }
  await cancelRuns(tx, run, [run.runId]);
}

/** Waits that end at a time, which a person may bring forward. */
const timed = ['delay', 'until', 'window', 'rate', 'debounce', 'retry', 'queued'];
const otherWaits: Record<string, string> = {
  event: 'It waits for something to happen, which nobody can bring forward: cancel it instead.',
  delivery: 'It waits for the answer to what it has sent.',
  answer: 'It waits for the answer of the AI.',
  paused: 'Its automation is paused: activate it, and the run goes on.',
};

/** Lets a run that waits for a time go on now. @throws Problem 404, or 409 saying why it cannot */
export async function wakeRun(tx: Tx, run: One): Promise<void> {
  const { status, waitReason } = await lockRun(tx, run);
  if (!isUnfinished(status)) {
    throw new Problem('conflict', `The run has already ended: it is ${status}.`);
  }
  if (waitReason === null || !timed.includes(waitReason)) {
    throw new Problem('conflict', otherWaits[waitReason ?? ''] ?? 'The run is at work already.');
  }
  await hurryRun(tx, run);
}

/** @throws Problem 404, or 409 when it is not in review */
export async function finishReview(tx: Tx, run: One): Promise<void> {
  const { needsReview } = await lockRun(tx, run);
  if (!needsReview) throw new Problem('conflict', 'The run does not need a review.');
  await finishReviews(tx, run, [run.runId]);
}

/**
 * Does the same to many runs; those that it does not fit are skipped.
 *
 * @param tx the engine's
 * @throws Problem 422 for a search that finds too many
 */
export async function changeRuns(
  tx: Tx,
  scope: Retrier,
  { runs, action, retry }: BulkInput,
): Promise<z.output<typeof BulkRunResult>> {
  const ids =
    'ids' in runs ? [...new Set(runs.ids)] : await searchedIds(tx, scope, runs.search, action);
  const changed = await change(tx, scope, ids, action, retry);
  return { changed, skipped: ids.length - changed };
}

async function change(
  tx: Tx,
  scope: Retrier,
  ids: readonly string[],
  action: BulkInput['action'],
  retry: BulkInput['retry'],
): Promise<number> {
  if (ids.length === 0) return 0;
  if (action === 'cancel') return cancelRuns(tx, scope, ids);
  if (action === 'review_done') return finishReviews(tx, scope, ids);
  const how = retry ?? { version: 'same' as const, from: 'start' as const };
  return (await retryRuns(tx, scope, ids, how)).made.length;
}

async function searchedIds(
  tx: Tx,
  { workspaceId }: RunScope,
  search: RunFilter,
  action: BulkInput['action'],
): Promise<string[]> {
  const filter = narrowed(search, action);
  if (filter === null) return [];
  const ids = await findRunIds(tx, workspaceId, filter, { limit: mostRuns + 1, below: null });
  if (ids.length <= mostRuns) return ids;
  const words = `More than ${mostRuns.toLocaleString('en')} runs are found: narrow the search, for example by time.`;
  throw new Problem('invalid', words, [{ field: 'body.runs.search', message: words }]);
}

const statusesFor: Record<'cancel' | 'retry', readonly RunStatus[]> = {
  cancel: unfinished,
  retry: ['completed', 'failed', 'cancelled'],
};

/** The search for those that the action can be about; null: for none. */
function narrowed(search: RunFilter, action: BulkInput['action']): RunFilter | null {
  if (action === 'review_done') return { ...search, needsReview: true };
  const asked = search.status?.split(',');
  const status = statusesFor[action].filter((one) => asked?.includes(one) ?? true);
  return status.length === 0 ? null : { ...search, status: status.join(',') };
}

function isUnfinished(status: string): boolean {
  return unfinished.some((one) => one === status);
}
