import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer, type Time } from './pacer.ts';

/** Time that jumps from sleeper to sleeper; each wakes `lateness` ms after (or before) its time. */
function virtualTime(lateness: () => number = () => 0) {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const time: Time = {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: now + Math.max(0.1, ms + lateness()), wake });
      }),
  };
  async function run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = work.finally(() => {
      isDone = true;
    });
    for (;;) {
      await setImmediate();
      if (isDone) return watched;
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (next === undefined) throw new Error('nobody sleeps and the work is not done');
      now = Math.max(now, next.at);
      next.wake();
    }
  }
  return { time, run, now: () => now };
}

async function takeInTurn(pacer: ReturnType<typeof createPacer>, time: Time, calls: number) {
  const starts: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    await pacer.take('page');
    starts.push(time.now());
  }
  return starts;
}

const gapsOf = (starts: readonly number[]) =>
  starts.slice(1).map((start, index) => start - (starts[index] ?? 0));

describe('createPacer', () => {
  it('stays within 2 % of the limit and never goes beyond it', async () => {
    const { time, run } = virtualTime();
    const starts = await run(takeInTurn(createPacer(2, time), time, 101));
    expect(Math.min(...gapsOf(starts))).toBeGreaterThanOrEqual(500);
    expect(starts.at(-1)).toBeLessThan(50_000 * 1.02);
  });

  it('never goes beyond the limit when timers are early or late', async () => {
    const late = fc.array(fc.integer({ min: -3, max: 200 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(late, async (lateness) => {
        let turn = 0;
        const { time, run } = virtualTime(() => lateness[turn++ % lateness.length] ?? 0);
        const starts = await run(takeInTurn(createPacer(2, time), time, 20));
        expect(Math.min(...gapsOf(starts))).toBeGreaterThanOrEqual(500);
      }),
    );
  });

  it('spreads calls that arrive together, and lanes do not wait for each other', async () => {
    const { time, run, now } = virtualTime();
    const pacer = createPacer(2, time);
    const starts: number[] = [];
    const call = async (lane: string) => {
      await pacer.take(lane);
      starts.push(now());
    };
    await run(Promise.all(['a', 'a', 'a', 'b', 'c'].map(call)));
    expect(starts).toEqual([0, 0, 0, 505, 1_010]);
  });

  it('slows a lane that trips and tries the old pace again later', async () => {
    const { time, run } = virtualTime();
    const pacer = createPacer(2, time);
    const gap = async () => gapsOf(await run(takeInTurn(pacer, time, 2))).at(-1);
    pacer.tripped('page');
    pacer.tripped('page');
    expect(await gap()).toBeCloseTo(505 * 1.15 ** 2);
    for (let call = 0; call < 99; call += 1) pacer.passed('page');
    expect(await gap()).toBeCloseTo(505 * 1.15 ** 2);
    for (let call = 0; call < 500; call += 1) pacer.passed('page');
    expect(await gap()).toBe(505);
  });

  it('gives the reason of an abort while waiting and before, and loses no slot to it', async () => {
    const pacer = createPacer(1);
    await pacer.take('page');
    const start = performance.now();
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const waiting = pacer.take('page', controller.signal);
    setTimeout(() => controller.abort(reason), 10);
    await expect(waiting).rejects.toBe(reason);
    await expect(pacer.take('other', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(900);
    await pacer.take('page');
    expect(performance.now() - start).toBeLessThan(1_900);
  });
});
