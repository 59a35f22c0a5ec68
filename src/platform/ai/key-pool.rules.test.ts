import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseKey,
  endCall,
  type KeyOutcome,
  type KeyState,
  newKeyState,
  startCall,
} from './key-pool.rules.ts';

const unlimited = { inFlight: 100, perMinute: null };

function pool(size: number): KeyState[] {
  return Array.from({ length: size }, (_, index) => newKeyState(`id${index}`, index + 1));
}

describe('chooseKey', () => {
  it('goes round all keys', () => {
    const keys = pool(17);
    let last = -1;
    const used = Array.from({ length: 34 }, () => {
      const choice = chooseKey(keys, last, 0, unlimited);
      last = choice.kind === 'key' ? choice.index : -2;
      return last;
    });
    expect(used).toEqual([...Array(17).keys(), ...Array(17).keys()]);
  });

  it('says when the first key is free again', () => {
    const [a, b] = pool(2);
    if (a === undefined || b === undefined) throw new Error('two keys expected');
    const keys = [
      { ...a, restingUntil: 9_000 },
      { ...b, restingUntil: 4_000 },
    ];
    expect(chooseKey(keys, -1, 3_999, unlimited)).toEqual({
      kind: 'wait',
      until: 4_000,
      onRelease: false,
    });
    expect(chooseKey(keys, -1, 4_000, unlimited)).toEqual({ kind: 'key', index: 1 });
  });

  it('holds the limit per minute and the limit in flight', () => {
    let [key] = pool(1);
    if (key === undefined) throw new Error('one key expected');
    for (const now of [1_000, 2_000]) key = startCall(key, now);
    expect(chooseKey([key], 0, 3_000, { inFlight: 9, perMinute: 2 })).toMatchObject({
      until: 61_000,
    });
    expect(chooseKey([key], 0, 61_000, { inFlight: 9, perMinute: 2 })).toMatchObject({
      kind: 'key',
    });
    expect(chooseKey([key], 0, 3_000, { inFlight: 2, perMinute: null })).toEqual({
      kind: 'wait',
      until: null,
      onRelease: true,
    });
  });

  it('gives nothing when every key was refused', () => {
    const keys = pool(3).map((key) => endCall(key, { kind: 'bad_key', reason: 'HTTP 401' }, 0));
    expect(chooseKey(keys, -1, 1e12, unlimited)).toEqual({ kind: 'none' });
  });
});

describe('endCall', () => {
  it('doubles the rest after each overload and forgets them after an answer', () => {
    let [key] = pool(1);
    if (key === undefined) throw new Error('one key expected');
    const rests: (number | null)[] = [];
    for (const now of [0, 10_000, 20_000]) {
      key = endCall(key, { kind: 'overloaded', reason: 'HTTP 503' }, now);
      rests.push(key.restingUntil === null ? null : key.restingUntil - now);
    }
    expect(rests).toEqual([1_000, 2_000, 4_000]);
    expect(endCall(key, { kind: 'ok' }, 30_000).overloads).toBe(0);
  });

  it('keeps the longer of two rests', () => {
    const [key] = pool(1);
    if (key === undefined) throw new Error('one key expected');
    const day = { kind: 'quota', scope: 'day', until: new Date(9e6) } as const;
    const minute = { kind: 'quota', scope: 'minute', until: new Date(6e4) } as const;
    expect(endCall(endCall(key, day, 0), minute, 1)).toMatchObject({
      restingUntil: 9e6,
      restReason: 'day',
    });
  });
});

const outcome: fc.Arbitrary<KeyOutcome> = fc.oneof(
  fc.constant<KeyOutcome>({ kind: 'ok' }),
  fc.constant<KeyOutcome>({ kind: 'neutral' }),
  fc.constant<KeyOutcome>({ kind: 'bad_key', reason: 'HTTP 400' }),
  fc.constant<KeyOutcome>({ kind: 'overloaded', reason: 'HTTP 503' }),
  fc.integer({ min: 0, max: 90_000 }).map<KeyOutcome>((ms) => ({
    kind: 'quota',
    scope: 'minute',
    until: new Date(ms),
  })),
);

it('never hands out a key that rests, is refused or is over a limit', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.boolean(), outcome);
  const run = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.array(step, { maxLength: 60 }));
  fc.assert(
    fc.property(run, ([size, steps]) => {
      const keys = pool(size);
      const limits = { inFlight: 2, perMinute: 3 };
      const running: number[] = [];
      let [last, now] = [-1, 0];
      for (const [wait, ends, result] of steps) {
        now += wait;
        const ending = ends ? running.shift() : undefined;
        const ended = ending === undefined ? undefined : keys[ending];
        if (ending !== undefined && ended !== undefined) keys[ending] = endCall(ended, result, now);
        const choice = chooseKey(keys, last, now, limits);
        if (choice.kind !== 'key') continue;
        const key = keys[choice.index];
        if (key === undefined) throw new Error('the choice is outside the pool');
        expect(key.disabledReason).toBeNull();
        expect(key.restingUntil ?? 0).toBeLessThanOrEqual(now);
        keys[choice.index] = startCall(key, now);
        last = choice.index;
        running.push(choice.index);
        const started = keys[choice.index];
        expect(started?.inFlight).toBeLessThanOrEqual(2);
        expect(started?.starts.length).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 300 },
  );
});
