import { setTimeout as sleep } from 'node:timers/promises';
import type { Doorbell } from '../database/doorbell.ts';

export type KeepBusyOptions<T> = {
  doorbell: Doorbell;
  signal: AbortSignal;
  /** Pieces carried out at once. */
  atOnce: number;
  /** Takes up to `limit` pieces for us; must not ring the doorbell when it finds none. */
  claim(limit: number): Promise<readonly T[]>;
  /** Must not throw. */
  carryOut(piece: T): Promise<void>;
};

/** While pieces are carried out, the table is looked at when something was committed, so often at most … */
const leastPauseMs = 50;
/** … and so often at least. */
const longestPauseMs = 1_000;

/** Carries out due rows until none is left; a piece that takes long holds up no other. */
export async function keepBusy<T>(options: KeepBusyOptions<T>): Promise<void> {
  const { signal, atOnce, claim, carryOut } = options;
  const running = new Set<Promise<void>>();
  const bell = createBell(options.doorbell);
  try {
    for (;;) {
      const room = atOnce - running.size;
      const pieces = signal.aborted || room === 0 ? [] : await claim(room);
      for (const piece of pieces) {
        const work = carryOut(piece).finally(() => running.delete(work));
        running.add(work);
      }
      if (running.size === 0) return;
      await sleep(leastPauseMs);
      await bell.wait(longestPauseMs, running);
    }
  } finally {
    bell.stop();
    await Promise.all(running);
  }
}

/** Notices commits, those between two waits included. */
function createBell(doorbell: Doorbell) {
  let rung = Promise.withResolvers<void>();
  const stop = doorbell.onRing(() => rung.resolve());
  return {
    stop,
    /** Until something was committed, the time is over, or one of `others` has ended. */
    async wait(ms: number, others: ReadonlySet<Promise<void>>): Promise<void> {
      const timer = setTimeout(rung.resolve, ms);
      if (others.size > 0) await Promise.race([rung.promise, ...others]);
      clearTimeout(timer);
      rung = Promise.withResolvers();
    },
  };
}
