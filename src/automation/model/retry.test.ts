import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetry, retryDelayMs } from './retry.ts';

describe('retryDelayMs', () => {
  it('doubles, with a fifth more or less', () => {
    for (const [attempt, expected] of [30, 60, 120, 240].entries()) {
      const delay = retryDelayMs(defaultRetry, attempt + 1, 'run:step') / 1000;
      expect(Math.abs(delay - expected)).toBeLessThanOrEqual(expected / 5);
    }
  });

  it('stays at an hour, or at a first delay that is longer', () => {
    const long = { attempts: 10, firstDelay: { amount: 2, unit: 'hours' as const } };
    expect(retryDelayMs(defaultRetry, 10, 's')).toBeLessThanOrEqual(3_600_000 * 1.2);
    expect(retryDelayMs(long, 9, 's')).toBeGreaterThanOrEqual(7_200_000 * 0.8);
    expect(retryDelayMs(long, 9, 's')).toBeLessThanOrEqual(7_200_000 * 1.2);
  });

  it('is the same for the same seed and spread over seeds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 10 }), (seed, attempt) => {
        const once = retryDelayMs(defaultRetry, attempt, seed);
        expect(retryDelayMs(defaultRetry, attempt, seed)).toBe(once);
      }),
    );
    const delays = new Set(
      Array.from({ length: 100 }, (_, i) => retryDelayMs(defaultRetry, 1, `run-${i}`)),
    );
    expect(delays.size).toBeGreaterThan(90);
  });
});
