import type { Refusal } from './refusal.rules.ts';

/** What is known about one key. Times are milliseconds since 1970. The key itself is not here. */
export type KeyState = {
  /** Eight hex digits of the key's SHA-256: tells keys apart without showing any of them. */
  id: string;
  /** 1 for the first key of the settings. */
  position: number;
  calls: number;
  failures: number;
  inFlight: number;
  /** Starts within the last minute, oldest first. */
  starts: readonly number[];
  restingUntil: number | null;
  restReason: 'minute' | 'day' | 'credit' | 'overloaded' | null;
  /** Set when the provider refused the key; it stays out until the settings change. */
  disabledReason: string | null;
  /** Overloads in a row; each doubles the next rest. */
  overloads: number;
};

export type KeyLimits = { inFlight: number; perMinute: number | null };

/** What a finished call taught about its key. `neutral`: nothing (network, timeout, bad answer). */
export type KeyOutcome =
  | { kind: 'ok' }
  | { kind: 'neutral' }
  | Extract<Refusal, { kind: 'quota' | 'bad_key' | 'overloaded' }>;

export type Choice =
  | { kind: 'key'; index: number }
  /** Nothing now: `until` is when a rest or a minute ends, null when only a running call blocks. */
  | { kind: 'wait'; until: number | null; onRelease: boolean }
  | { kind: 'none' };

const MINUTE_MS = 60_000;
const FIRST_OVERLOAD_REST_MS = 1_000;
const LONGEST_OVERLOAD_REST_MS = 60_000;

export function newKeyState(id: string, position: number): KeyState {
  return {
    id,
    position,
    calls: 0,
    failures: 0,
    inFlight: 0,
    starts: [],
    restingUntil: null,
    restReason: null,
    disabledReason: null,
    overloads: 0,
  };
}

/** When the key may start a call as far as time is concerned; `now` when at once. */
function readyAt(key: KeyState, now: number, perMinute: number | null): number {
  const rest = Math.max(key.restingUntil ?? now, now);
  if (perMinute === null) return rest;
  const recent = key.starts.filter((start) => start > now - MINUTE_MS);
  const blocking = recent[recent.length - perMinute];
  return blocking === undefined ? rest : Math.max(rest, blocking + MINUTE_MS);
}

/** The next key after `last` (the index used before, -1 at first), in a circle. */
export function chooseKey(
  keys: readonly KeyState[],
  last: number,
  now: number,
  limits: KeyLimits,
): Choice {
  let until: number | null = null;
  let onRelease = false;
  let usable = 0;
  for (let step = 1; step <= keys.length; step += 1) {
    const index = (last + step) % keys.length;
    const key = keys[index];
    if (key === undefined || key.disabledReason !== null) continue;
    usable += 1;
    const ready = readyAt(key, now, limits.perMinute);
    if (ready > now) until = until === null ? ready : Math.min(until, ready);
    else if (key.inFlight >= limits.inFlight) onRelease = true;
    else return { kind: 'key', index };
  }
  return usable === 0 ? { kind: 'none' } : { kind: 'wait', until, onRelease };
}

export function startCall(key: KeyState, now: number): KeyState {
  const starts = [...key.starts.filter((start) => start > now - MINUTE_MS), now];
  return { ...key, calls: key.calls + 1, inFlight: key.inFlight + 1, starts };
}

function rest(key: KeyState, until: number, reason: KeyState['restReason']): KeyState {
  // Two calls of one key can fail in either order; the longer rest is the true one.
  if (key.restingUntil !== null && key.restingUntil >= until) return key;
  return { ...key, restingUntil: until, restReason: reason };
}

/** The key after a call ended at `now`. */
export function endCall(before: KeyState, outcome: KeyOutcome, now: number): KeyState {
  const failures = before.failures + (outcome.kind === 'ok' ? 0 : 1);
  const key = { ...before, failures, inFlight: Math.max(0, before.inFlight - 1) };
  switch (outcome.kind) {
    case 'ok':
      return { ...key, overloads: 0 };
    case 'neutral':
      return key;
    case 'quota':
      return rest(key, outcome.until.getTime(), outcome.scope);
    case 'bad_key':
      return { ...key, disabledReason: outcome.reason };
    case 'overloaded': {
      const pause = Math.min(
        FIRST_OVERLOAD_REST_MS * 2 ** Math.min(key.overloads, 10),
        LONGEST_OVERLOAD_REST_MS,
      );
      return rest({ ...key, overloads: key.overloads + 1 }, now + pause, 'overloaded');
    }
  }
}
