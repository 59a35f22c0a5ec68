import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { type Queue, type WakeUp, type WorkKind, wakeUp } from '../../platform/queue/index.ts';
import { hasDue } from './analysis.store.ts';
import { type AnalysisDeps, analyzeDue } from './analyze-due.ts';

const analysisWork: WorkKind<WakeUp> = {
  name: 'analysis',
  payload: z.strictObject({}),
  concurrency: 1,
};

/** Makes a worker look for conversations to read; which ones is in the table. */
export async function wakeAnalysis(queue: Queue): Promise<void> {
  await wakeUp(queue, analysisWork);
}

export function handleAnalysis(queue: Queue, deps: AnalysisDeps): void {
  queue.handle(analysisWork, async (_payload, { signal }) => {
    while (!signal.aborted && (await analyzeDue(deps, signal)) > 0);
  });
}

/** Puts back what the queue forgot. */
export async function sweepAnalysis(database: Database, queue: Queue): Promise<void> {
  if (await database.asEngine('system', hasDue)) await wakeAnalysis(queue);
}
