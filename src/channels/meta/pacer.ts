import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Slots lie 1 % further apart than the limit, so that a call which travels a little faster than
 * the one before does not reach the provider early (5 ms at 2 calls/s).
 */
const MARGIN = 1.01;
const WIDER_PER_TRIP = 1.15;
const WIDEST = 8;
/** A lane that was slowed tries its old pace again after so many calls without a trip. */
const CALLS_BEFORE_FASTER = 100;

type Lane = { nextAt: number; stretch: number; quietCalls: number };

/** Where time comes from; tests put their own here. */
export type Time = {
  /** Monotonic milliseconds. */
  now(): number;
  /** Rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export type Pacer = {
  /** Resolves when the lane's next call may start. Rejects with the signal's reason. */
  take(lane: string, signal?: AbortSignal): Promise<void>;
  /** The provider refused a call of this lane for being too early: widen the pace. */
  tripped(lane: string): void;
  /** A call of this lane was let through. */
  passed(lane: string): void;
};

/**
 * Spreads calls of a lane (one account's quota) evenly, as close to the limit as is safe.
 * @param callsPerSecond the provider's limit a lane, e.g. 2
 */
export function createPacer(callsPerSecond: number, time: Time = realTime): Pacer {
  const lanes = new Map<string, Lane>();
  const gapMs = (1_000 / callsPerSecond) * MARGIN;

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane = { nextAt: 0, stretch: 1, quietCalls: 0 };
    lanes.set(name, lane);
    return lane;
  }

  return {
    async take(name, signal) {
      signal?.throwIfAborted();
      const lane = laneOf(name);
      // Whoever wakes first takes the slot and the others sleep again: a late timer never shortens
      // the gap to the next call, and a caller that gives up costs no slot.
      for (let now = time.now(); now < lane.nextAt; now = time.now()) {
        await time.sleep(lane.nextAt - now, signal);
      }
      lane.nextAt = time.now() + gapMs * lane.stretch;
    },
    tripped(name) {
      const lane = laneOf(name);
      lane.stretch = Math.min(WIDEST, lane.stretch * WIDER_PER_TRIP);
      lane.quietCalls = 0;
    },
    passed(name) {
      const lane = laneOf(name);
      lane.quietCalls += 1;
      if (lane.quietCalls < CALLS_BEFORE_FASTER) return;
      lane.stretch = Math.max(1, lane.stretch / WIDER_PER_TRIP);
      lane.quietCalls = 0;
    },
  };
}

/** The process's own time. */
export const realTime: Time = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Node wraps an abort into an error of its own.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
