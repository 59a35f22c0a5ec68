import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { type BatchReport, runBatch } from './batch.ts';
import { type Failpoint, nothingTaken } from './batch-options.ts';
import { keepLanes, type Lane, releaseLanes } from './lanes.ts';
import { createLibrary } from './library.ts';
import { isLost, takeApart } from './quarantine.ts';

export type EngineOptions = {
  database: Database;
  log: Logger;
  /** Called after a commit with webhooks to send, or with questions to ask. */
  onSends?: () => void;
  onQuestions?: () => void;
  /** Events, and runs, in one transaction; 500. */
  batchSize?: number;
  /** How long the lanes of an engine that no longer answers stay its own; 5,000 ms. */
  leaseMs?: number;
  /** How often tables are looked at when nobody rings; 250 ms. */
  pollMs?: number;
  failpoint?: Failpoint;
};

export type Engine = {
  /** Ends after the batch at hand. */
  stop(): Promise<void>;
};

const actor = 'automation';
/** A batch of 5 events costs nearly what one of 50 does: under a steady trickle they gather. */
const gatherMs = 5;
const smallBatch = 50;
const firstBatch = 100;
/** What happens elsewhere meanwhile waits for the batch at hand and its own: 2 s are promised. */
const longBatchMs = 300;

/**
 * Runs automations until stopped: takes batches as long as there is work, then waits for a ring or
 * the next poll. Any number of engines share the lanes; a killed one loses nothing.
 */
export function startEngine(options: EngineOptions): Engine {
  const { database, log, batchSize = 500, leaseMs = 5_000, pollMs = 250, failpoint } = options;
  const engineId = randomUUIDv7();
  const library = createLibrary();
  let lanes: Lane[] = [];
  let lanesKeptAt = 0;
  // The first batches, with nothing compiled yet, are the slowest.
  let size = Math.min(firstBatch, batchSize);
  let stopped = false;
  let isRung = false;
  let rest: (() => void) | undefined;

  async function keep(): Promise<void> {
    const age = Date.now() - lanesKeptAt;
    if (age < leaseMs / 3) return;
    lanes = await database.asEngine(actor, (tx) => keepLanes(tx, engineId, leaseMs), {
      quiet: true,
    });
    lanesKeptAt = Date.now();
  }

  async function batch(): Promise<BatchReport> {
    await keep();
    const work = { engineId, library, lanes, leaseMs, size, failpoint };
    const began = performance.now();
    const taken = nothingTaken();
    let report: BatchReport = { taken: 0, runs: 0, sends: false, asks: false };
    try {
      report = await database.asEngine(actor, (tx) => runBatch(tx, work, taken), { quiet: true });
    } catch (error) {
      if (isLost(error)) throw error;
      log.warn({ error: String(error) }, 'a batch failed and is taken apart');
      report = await takeApart(database, log, work, taken);
    }
    if (report.taken > 0) {
      size = nextSize(size, batchSize, performance.now() - began);
      await failpoint?.('after-commit');
      database.doorbell.ring();
    }
    if (report.sends) options.onSends?.();
    if (report.asks) options.onQuestions?.();
    return report;
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      isRung = false;
      try {
        for (let { taken } = await batch(); taken > 0 && !stopped; { taken } = await batch()) {
          // A few events at a time cost as much as many: the next ones are let gather.
          if (taken < smallBatch) await sleep(gatherMs);
        }
      } catch (error) {
        log.error({ error: String(error) }, 'the automation engine cannot work; it tries again');
        await pause(1_000);
      }
      if (!stopped && !isRung) await pause(pollMs);
    }
    await database.asEngine(actor, (tx) => releaseLanes(tx, engineId), { quiet: true });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      rest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const unsubscribe = database.doorbell.onRing(() => {
    isRung = true;
    rest?.();
  });
  const running = loop().catch((error) => {
    log.error({ error: String(error) }, 'the automation engine ended');
  });
  return {
    async stop() {
      stopped = true;
      unsubscribe();
      rest?.();
      await running;
    },
  };
}

/** Half as much after a batch that took long, on a machine that is slow or busy; then more again. */
function nextSize(size: number, most: number, took: number): number {
  if (took > longBatchMs) return Math.max(Math.ceil(size / 2), Math.min(smallBatch, most));
  return took < longBatchMs / 2 ? Math.min(size * 2, most) : size;
}
