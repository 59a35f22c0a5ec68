import { describe, expect, it } from 'vitest';
import { createPacer } from './pacer.ts';

/** The provider's side: a bucket without any slack, one call every `gapMs`. */
function strictBucket(gapMs: number) {
  let freeAt = 0;
  return () => {
    const now = performance.now();
    if (now < freeAt) return false;
    freeAt = now + gapMs;
    return true;
  };
}

describe('createPacer', () => {
  it('stays within 1.2 × of the limit and never trips a bucket without slack', async () => {
    const pacer = createPacer(20);
    const admits = strictBucket(49.5);
    let refused = 0;
    const start = performance.now();
    for (let call = 0; call < 21; call += 1) {
      await pacer.take('page');
      if (!admits()) refused += 1;
    }
    const elapsed = performance.now() - start;
    expect(refused).toBe(0);
    expect(elapsed).toBeGreaterThan(1_000);
    expect(elapsed).toBeLessThan(1_200);
  });

  it('spreads calls that arrive together, and lanes do not wait for each other', async () => {
    const pacer = createPacer(10);
    const start = performance.now();
    const times: number[] = [];
    const call = async () => {
      await pacer.take('a');
      times.push(performance.now() - start);
    };
    await Promise.all([call(), call(), call(), pacer.take('b'), pacer.take('c')]);
    expect(times.map((time) => Math.round(time / 101))).toEqual([0, 1, 2]);
  });

  it('slows a lane that trips and tries the old pace again later', async () => {
    const pacer = createPacer(100);
    const gap = async () => {
      await pacer.take('page');
      const start = performance.now();
      await pacer.take('page');
      return performance.now() - start;
    };
    for (let trip = 0; trip < 5; trip += 1) pacer.tripped('page');
    expect(await gap()).toBeGreaterThan(18);
    for (let call = 0; call < 500; call += 1) pacer.passed('page');
    await gap();
    expect(await gap()).toBeLessThan(15);
  });

  it('gives the reason of an abort while waiting and before', async () => {
    const pacer = createPacer(0.1);
    await pacer.take('page');
    const reason = new Error('cancelled');
    const controller = new AbortController();
    const waiting = pacer.take('page', controller.signal);
    setTimeout(() => controller.abort(reason), 10);
    await expect(waiting).rejects.toBe(reason);
    await expect(pacer.take('other', AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
