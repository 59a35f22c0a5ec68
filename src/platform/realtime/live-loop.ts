import { setTimeout as sleep } from 'node:timers/promises';
import type { Cursor } from '../events/cursor.rules.ts';
import type { Logger } from '../logging/logger.ts';
import type { Reading } from './realtime.store.ts';

export type LiveLoop = {
  /** Reads soon; several calls may give one reading. */
  wake(): void;
  /** Where all has been delivered, after a reading that began after this call. */
  afterNextReading(): Promise<Cursor>;
  close(): Promise<void>;
};

export type LiveLoopOptions = {
  read(since: Cursor | null): Promise<Reading>;
  /** Sends what was read and says to how many connections. */
  deliver(reading: Reading): number;
  /** Positions no longer mean what they did (restored database): everybody starts again. */
  startAgain(): void;
  log: Logger;
};

/**
 * Each message to a connection costs our processor and the network about the same, one change or
 * fifty: with 1,000 clients fewer, fuller batches come sooner than many small ones. Resting at
 * least as long as the round took leaves the other half of the time to requests.
 */
const restPerMessageMs = 0.05;
const longestRestMs = 100;
const shortestRestMs = 3;
const restAfterErrorMs = 500;

/** Reads and delivers, one round at a time; never two at once, so order is kept. */
export function createLiveLoop({ read, deliver, startAgain, log }: LiveLoopOptions): LiveLoop {
  let since: Cursor | null = null;
  let wanted = false;
  let closed = false;
  let running: Promise<void> | null = null;
  let waiting: ((cursor: Cursor) => void)[] = [];

  async function round(): Promise<number> {
    const served = waiting;
    waiting = [];
    try {
      const reading = await read(since);
      const restored = since && comesAfterRestore(since, reading.cursor);
      if (restored) startAgain();
      const messages = restored ? 0 : deliver(reading);
      since = reading.cursor;
      for (const resolve of served) resolve(since);
      return messages;
    } catch (error) {
      waiting.push(...served);
      wanted = true;
      log.warn({ error: String(error) }, 'realtime could not read events; it tries again');
      await sleep(restAfterErrorMs);
      return 0;
    }
  }

  async function run(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      const began = performance.now();
      const messages = await round();
      const rest = Math.max(performance.now() - began, messages * restPerMessageMs);
      await sleep(Math.min(longestRestMs, Math.max(shortestRestMs, rest)));
    }
    running = null;
  }

  function wake(): void {
    wanted = true;
    if (!closed) running ??= run();
  }

  return {
    wake,
    afterNextReading() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        wake();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

/** Another cluster, or this one as it was earlier. */
function comesAfterRestore(before: Cursor, now: Cursor): boolean {
  return before.epoch !== now.epoch || before.snapshot.xmax > now.snapshot.xmax;
}
