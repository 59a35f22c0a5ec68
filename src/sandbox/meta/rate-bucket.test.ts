import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullBucket, takeCall } from './rate-bucket.ts';

describe('takeCall', () => {
  it('gives the burst at once and then one call every half second', () => {
    const rule = { perSecond: 2, burst: 2 };
    const bucket = fullBucket(rule, 0);
    expect([0, 0, 0, 499, 501, 900, 1001].map((at) => takeCall(bucket, rule, at))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('never gives more than burst + rate × time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (gaps, burst) => {
          const rule = { perSecond: 2, burst };
          const bucket = fullBucket(rule, 0);
          let now = 0;
          let taken = 0;
          for (const gap of gaps) {
            now += gap;
            if (takeCall(bucket, rule, now)) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(burst + (now / 1000) * 2 + 1e-6);
        },
      ),
    );
  });
});
