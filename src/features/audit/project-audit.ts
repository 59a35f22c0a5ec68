import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { keepEventPartitions, projectWindow, takeReader } from './projection.store.ts';

const batchSize = 1_000;
const firstWidth = 20_000;
const pollEveryMs = 5_000;
const retentionEveryMs = 3_600_000;

/**
 * Copies committed events into the audit log until none is left, each exactly once: entries and the
 * reader's position are written in the same transaction, and events of transactions that may still
 * commit are not passed over. Does nothing while another process is at it.
 *
 * @returns how many entries were made
 */
export async function projectAudit(database: Database, log: Logger): Promise<number> {
  let width = firstWidth;
  let written = 0;
  for (;;) {
    const window = { width, limit: batchSize };
    const batch = await database.asEngine(
      'system',
      async (tx) => {
        const position = await takeReader(tx);
        return position && projectWindow(tx, { position, ...window });
      },
      { quiet: true },
    );
    if (batch === null) return written;
    written += batch.written;
    if (batch.caughtUp) break;
    // Transaction ids without events are passed in ever wider steps.
    width = batch.read === 0 ? Math.min(width * 16, 2 ** 40) : firstWidth;
  }
  if (written > 0) log.debug({ entries: written }, 'audit log brought up to date');
  return written;
}

export type AuditProjectionOptions = {
  database: Database;
  log: Logger;
  /** Events older than this are dropped once the audit has them. */
  keepEventDays: number;
};

/**
 * Keeps the audit log up to date, at each ring and every 5 seconds, and once an hour the events'
 * partitions. A failed pass is logged and tried again at the next ring.
 */
export function startAuditProjection(options: AuditProjectionOptions): { stop(): Promise<void> } {
  const { database, log, keepEventDays } = options;
  let running: Promise<void> | undefined;
  let isWanted = false;
  let stopped = false;
  let retentionDueAt = 0;

  async function pass(): Promise<void> {
    while (isWanted && !stopped) {
      isWanted = false;
      await projectAudit(database, log);
      if (Date.now() < retentionDueAt) continue;
      retentionDueAt = Date.now() + retentionEveryMs;
      await database.asEngine('system', (tx) => keepEventPartitions(tx, keepEventDays), {
        quiet: true,
      });
    }
  }

  function wake(): void {
    isWanted = true;
    if (stopped || running) return;
    running = pass()
      .catch((error) => log.error({ error: String(error) }, 'audit projection failed'))
      .finally(() => {
        running = undefined;
      });
  }

  const unsubscribe = database.doorbell.onRing(wake);
  const timer = setInterval(wake, pollEveryMs);
  wake();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      unsubscribe();
      await running;
    },
  };
}
