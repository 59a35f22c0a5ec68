import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  chooseKey,
  endCall,
  type KeyLimits,
  type KeyOutcome,
  type KeyState,
  newKeyState,
  startCall,
} from './key-pool.rules.ts';
import { ModelError } from './model-error.ts';

/** A key in use; `end` must be called exactly once, with what the call taught about the key. */
export type KeyLease = { key: string; end(outcome: KeyOutcome): void };

/** What a settings screen may show about one key. */
export type KeyHealth = {
  id: string;
  position: number;
  calls: number;
  failures: number;
  inFlight: number;
  restingUntil: Date | null;
  restReason: KeyState['restReason'];
  disabledReason: string | null;
};

export type KeyPool = {
  /**
   * The next key in turn. Waits for a running call to end, or for a rest that ends within
   * `PATIENCE_MS`, but never past `deadline` (milliseconds since 1970).
   * Throws ModelError `busy` (with the earliest time), `refused_key` or `no_key`.
   */
  take(deadline: number, signal?: AbortSignal): Promise<KeyLease>;
  health(): KeyHealth[];
};

/** A worker that sleeps holds its place in the queue; longer rests are the queue's business. */
export const PATIENCE_MS = 5_000;

function keyId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Keys are counted in this process only: two processes may each use a key's whole minute. */
export function createKeyPool(
  keys: readonly string[],
  limits: KeyLimits,
  clock: { now(): Date },
): KeyPool {
  const distinct = [...new Set(keys)];
  const states = distinct.map((key, index) => newKeyState(keyId(key), index + 1));
  let last = -1;
  let released = Promise.withResolvers<void>();

  const lease = (index: number, key: string): KeyLease => ({
    key,
    end(outcome) {
      const state = states[index];
      if (state !== undefined) states[index] = endCall(state, outcome, clock.now().getTime());
      released.resolve();
      released = Promise.withResolvers<void>();
    },
  });

  const take: KeyPool['take'] = async (deadline, signal) => {
    if (distinct.length === 0) {
      throw new ModelError({ kind: 'no_key', message: 'No API key is set for the model.' });
    }
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now().getTime();
      const choice = chooseKey(states, last, now, limits);
      if (choice.kind === 'none') throw allRefused(states);
      if (choice.kind === 'key') {
        const [state, key] = [states[choice.index], distinct[choice.index]];
        if (state === undefined || key === undefined) throw allRefused(states);
        last = choice.index;
        states[choice.index] = startCall(state, now);
        return lease(choice.index, key);
      }
      const until = choice.until ?? deadline;
      const isTooLong = !choice.onRelease && until > Math.min(deadline, now + PATIENCE_MS);
      if (now >= deadline || isTooLong) throw allBusy(states, choice.until);
      const release = choice.onRelease ? released.promise : null;
      await waitFor(release, Math.min(until, deadline) - now, signal);
    }
  };

  return { take, health: () => states.map(healthOf) };
}

async function waitFor(
  release: Promise<void> | null,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = new AbortController();
  const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const timer = sleep(Math.max(1, ms), undefined, { signal: ends }).catch(() => undefined);
  await (release === null ? timer : Promise.race([release, timer]));
  stop.abort();
}

function allRefused(states: readonly KeyState[]): ModelError {
  const reasons = [...new Set(states.map((state) => state.disabledReason))].join(', ');
  return new ModelError({
    kind: 'refused_key',
    message: `The provider refused every API key (${reasons}). Check the keys in the settings.`,
  });
}

function allBusy(states: readonly KeyState[], until: number | null): ModelError {
  const resting = states.filter((state) => state.disabledReason === null).length;
  const when = until === null ? '' : ` until ${new Date(until).toISOString()}`;
  const message = `All ${resting} usable API keys are busy or resting${when}.`;
  return new ModelError(
    { kind: 'busy', message },
    until === null ? {} : { retryAt: new Date(until) },
  );
}

function healthOf(state: KeyState): KeyHealth {
  const { starts: _starts, overloads: _overloads, restingUntil, ...shown } = state;
  return { ...shown, restingUntil: restingUntil === null ? null : new Date(restingUntil) };
}
