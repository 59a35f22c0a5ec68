import { setTimeout as sleep } from 'node:timers/promises';
import { GraphError } from '../../channels/meta/index.ts';

const triesOnTrouble = 5;
const firstPauseMs = 500;

/** Longer waits give the worker free: the sync lies down with its due time and is taken up again. */
const longestWaitMs = 20_000;

/** The provider wants us to stay away for longer than a worker should sleep. */
export class LongWait extends Error {
  readonly until: Date;

  constructor(until: Date) {
    super(`wait until ${until.toISOString()}`);
    this.until = until;
  }
}

export type Patience = {
  signal: AbortSignal;
  /** Told before a wait that the provider asked for, so that people see it. */
  onWait(until: Date): Promise<void>;
};

/**
 * Calls the provider; waits as long as it asks, however often, and tries passing trouble again a
 * few times. Everything else is thrown.
 */
export async function fetchWithPatience<T>(
  call: () => Promise<T>,
  { signal, onWait }: Patience,
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof GraphError)) throw error;
      if (error.kind === 'wait') {
        const until = new Date(Date.now() + error.waitMs);
        if (error.waitMs > longestWaitMs) throw new LongWait(until);
        await onWait(until);
        await sleep(error.waitMs, undefined, { signal });
        continue;
      }
      failures += 1;
      if (error.kind !== 'retry' || failures >= triesOnTrouble) throw error;
      await sleep(firstPauseMs * 2 ** (failures - 1), undefined, { signal });
    }
  }
}
