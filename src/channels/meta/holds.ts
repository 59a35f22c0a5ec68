import type { GraphError } from './graph-error.ts';
import { realTime } from './pacer.ts';

/** Shorter holds are slept through; longer ones are told to the caller, who can do other work. */
const LONGEST_SLEEP_MS = 5_000;
const LONGEST_GUESS_MS = 15 * 60_000;

type Hold = { until: number; error: GraphError; inARow: number };

export type Holds = {
  /**
   * Waits until none of the keys is held.
   * @throws GraphError of kind `wait` with the time left when that is longer than 5 s
   */
  waitFor(keys: readonly string[], signal?: AbortSignal): Promise<void>;
  /**
   * Holds a key after a `wait` error and gives back the error with the wait that applies: as the
   * provider said, or doubled for every time in a row that guessing was too short.
   */
  hold(key: string, error: GraphError, waitIsStated: boolean): GraphError;
  /** A call under this key was let through. */
  release(key: string): void;
};

/** Remembers which accounts, tokens or the app the provider has told to wait. */
export function createHolds(): Holds {
  const holds = new Map<string, Hold>();

  function longest(keys: readonly string[]): { ms: number; error: GraphError } | null {
    const now = realTime.now();
    const active = keys
      .flatMap((key) => holds.get(key) ?? [])
      .filter((hold) => hold.until > now)
      .sort((a, b) => b.until - a.until);
    const [hold] = active;
    return hold === undefined ? null : { ms: Math.ceil(hold.until - now), error: hold.error };
  }

  return {
    async waitFor(keys, signal) {
      for (let held = longest(keys); held !== null; held = longest(keys)) {
        if (held.ms > LONGEST_SLEEP_MS) throw held.error.withWait(held.ms);
        await realTime.sleep(held.ms, signal);
      }
    },
    hold(key, error, waitIsStated) {
      const known = holds.get(key);
      // Calls that were on their way together are refused together: that counts once.
      const isSameTrip = known !== undefined && known.until > realTime.now();
      const inARow = (known?.inARow ?? 0) + (isSameTrip ? 0 : 1);
      const guess = Math.min(
        error.waitMs * 2 ** (inARow - 1),
        Math.max(error.waitMs, LONGEST_GUESS_MS),
      );
      const applied = error.withWait(waitIsStated ? error.waitMs : guess);
      holds.set(key, { until: realTime.now() + applied.waitMs, error: applied, inARow });
      return applied;
    },
    release(key) {
      const hold = holds.get(key);
      if (hold !== undefined && hold.until <= realTime.now()) holds.delete(key);
    },
  };
}
