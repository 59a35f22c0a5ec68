import { startEngine } from '../automation/engine/engine.ts';
import { tidyRuns } from '../automation/tidy/tidy-runs.ts';
import { handleQuestions, sweepQuestions, wakeQuestions } from '../features/ai-questions/index.ts';
import { handleAnalysis, sweepAnalysis, wakeAnalysis } from '../features/analysis/index.ts';
import { startAuditProjection } from '../features/audit/index.ts';
import { handleDeliveries, sweepDeliveries, wakeDeliveries } from '../features/deliveries/index.ts';
import { removeExpiredConnects } from '../features/pages/index.ts';
import { ensureScoreRanges } from '../features/pipelines/index.ts';
import { handleSyncs, startDueSyncs, sweepSyncs } from '../features/sync/index.ts';
import { cleanInbox, handleInbox, sweepInbox } from '../features/webhooks/index.ts';
import type { Runtime } from './runtime.ts';

export type Worker = { stop(): Promise<void> };

/** What must happen is a row with a due time; this often the rows are looked at. */
const sweepEveryMs = 1_000;
const tidyEveryMs = 60 * 60 * 1_000;

/** Carries out work: syncs, webhooks, reading. Any number of workers may run. */
export async function startWorker(runtime: Runtime): Promise<Worker> {
  const { database, queue, log, graph, secrets, outgoing, model, config } = runtime;
  const read = (): void => {
    wakeAnalysis(queue).catch(unreachable);
  };
  const unreachable = (error: unknown) => log.warn({ error: String(error) }, 'queue not reached');
  if (graph) {
    handleSyncs(queue, {
      database,
      graph,
      secrets,
      log,
      onStored: read,
      prepare: (account) => orderRanges(database, account),
    });
    handleInbox(queue, { database, graph, secrets, log, onStored: read });
  }
  const callsPerDay = config.AI_CALLS_PER_DAY ?? Number.POSITIVE_INFINITY;
  handleAnalysis(queue, { database, log, model, callsPerDay });
  handleDeliveries(queue, { database, outgoing, secrets, log });
  handleQuestions(queue, { database, log, model });
  await queue.start();
  const engine = startEngine({
    database,
    log,
    onSends: () => void wakeDeliveries(queue).catch(unreachable),
    onQuestions: () => void wakeQuestions(queue).catch(unreachable),
  });

  const sweeper = repeat(sweepEveryMs, log, async () => {
    await startDueSyncs(database);
    await sweepSyncs(database, queue);
    await sweepInbox(database, queue);
    await sweepAnalysis(database, queue);
    await sweepDeliveries(database, queue);
    await sweepQuestions(database, queue);
  });
  const audit = startAuditProjection({ database, log, keepEventDays: config.EVENT_DAYS });
  const stopping = new AbortController();
  const tidier = repeat(tidyEveryMs, log, async () => {
    await cleanInbox(database);
    await database.asEngine('system', removeExpiredConnects);
    await tidyRuns({ database, keepDays: config.RUN_DAYS, signal: stopping.signal });
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all([engine.stop(), sweeper.stop(), tidier.stop(), audit.stop()]);
    },
  };
}

/** Ranges that nobody has set are generated before contacts are placed by them. */
async function orderRanges(
  database: Runtime['database'],
  account: { workspaceId: string; pipelineId: string | null },
): Promise<void> {
  const { workspaceId, pipelineId } = account;
  if (!pipelineId) return;
  await database.asEngine('system', (tx) => ensureScoreRanges(tx, { workspaceId, pipelineId }));
}

type Repeating = { stop(): Promise<void> };

/** Runs `work` again and again, never twice at once; a failure is logged and the next turn comes. */
function repeat(everyMs: number, log: Runtime['log'], work: () => Promise<void>): Repeating {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const turn = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ error: String(error) }, 'a regular look at the tables failed');
    }
    if (!stopped) timer = setTimeout(() => (running = turn()), everyMs);
  };
  let running = turn();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
