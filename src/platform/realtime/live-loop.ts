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
  deliver(reading: Reading): void;
  /** Positions no longer mean what they did (restored database): everybody starts again. */
  startAgain(): void;
  log: Logger;
};

/** Resting as long as the last round took leaves the other half of the time to requests. */
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

  async function round(): Promise<void> {
    const served = waiting;
    waiting = [];
    try {
      const reading = await read(since);
      if (since && comesAfterRestore(since, reading.cursor)) startAgain();
      else deliver(reading);
      since = reading.cursor;
      for (const resolve of served) resolve(since);
    } catch (error) {
      waiting.push(...served);
      wanted = true;
      log.warn({ error: String(error) }, 'realtime could not read events; it tries again');
      await sleep(restAfterErrorMs);
    }
  }

  async function run(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      const began = performance.now();
      await round();
      const took = performance.now() - began;
      await sleep(Math.min(longestRestMs, Math.max(shortestRestMs, took)));
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
