import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, mostTries, readRetryAfter, type SendOutcome } from './delivery-retry.rules.ts';

const answer = (status: number, retryAfterMs: number | null = null): SendOutcome => ({
  kind: 'answer',
  status,
  retryAfterMs,
});
const broken: SendOutcome = { kind: 'broken', code: 'timeout', message: 'no answer' };
/** In the middle of the jitter. */
const even = 0.5;

describe('judge', () => {
  it.each([200, 201, 202, 204, 299])('takes %i as delivered', (status) => {
    expect(judge(answer(status), 1, 'full', even)).toEqual({ kind: 'delivered' });
  });

  it.each([
    [410, 'gone'],
    [400, 'http_400'],
    [401, 'http_401'],
    [404, 'http_404'],
    [304, 'http_304'],
  ])('gives up at once after %i', (status, code) => {
    expect(judge(answer(status), 1, 'full', even)).toMatchObject({ kind: 'failed', code });
  });

  it.each([408, 409, 425, 429, 500, 502, 503])('tries again after %i', (status) => {
    expect(judge(answer(status), 1, 'full', even)).toMatchObject({
      kind: 'retry',
      afterMs: 5_000,
      code: `http_${status}`,
    });
  });

  it('gives up at once what can never be sent', () => {
    const refused = { kind: 'refused', code: 'address_refused', message: 'not public' } as const;
    expect(judge(refused, 1, 'full', even)).toEqual({ ...refused, kind: 'failed' });
  });

  it('waits longer after each try, then gives up', () => {
    const afters = Array.from({ length: mostTries('full') }, (_, n) => {
      const verdict = judge(broken, n + 1, 'full', even);
      return verdict.kind === 'retry' ? verdict.afterMs / 1000 : verdict.kind;
    });
    expect(afters).toEqual([5, 60, 300, 1800, 7200, 18_000, 36_000, 'failed']);
  });

  it('is done within about a minute when the retry is short', () => {
    const afters = [1, 2, 3].map((tries) => judge(broken, tries, 'short', even));
    expect(afters).toMatchObject([{ afterMs: 5_000 }, { afterMs: 45_000 }, { kind: 'failed' }]);
  });

  it('waits as long as the receiver asks, up to an hour (a minute when short)', () => {
    expect(judge(answer(429, 20_000), 1, 'full', even)).toMatchObject({ afterMs: 20_000 });
    expect(judge(answer(503, 86_400_000), 1, 'full', even)).toMatchObject({ afterMs: 3_600_000 });
    expect(judge(answer(503, 86_400_000), 1, 'short', even)).toMatchObject({ afterMs: 60_000 });
    expect(judge(answer(429, 1_000), 3, 'full', even)).toMatchObject({ afterMs: 300_000 });
  });

  it('spreads retries by a tenth and always ends', () => {
    const outcomes = fc.constantFrom(broken, answer(500), answer(429, 5_000), answer(404));
    fc.assert(
      fc.property(
        outcomes,
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('full' as const, 'short' as const),
        (outcome, tries, random, retry) => {
          const verdict = judge(outcome, tries, retry, random);
          if (tries >= mostTries(retry)) expect(verdict.kind).toBe('failed');
          if (verdict.kind !== 'retry') return;
          const even = judge(outcome, tries, retry, 0.5);
          const middle = even.kind === 'retry' ? even.afterMs : 0;
          expect(verdict.afterMs).toBeGreaterThanOrEqual(Math.round(middle * 0.9) - 1);
          expect(verdict.afterMs).toBeLessThanOrEqual(Math.round(middle * 1.1) + 1);
        },
      ),
    );
  });
});

describe('readRetryAfter', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    [undefined, null],
  ])('reads %s', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });
});
