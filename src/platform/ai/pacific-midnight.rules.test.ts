import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPacificMidnight } from './pacific-midnight.rules.ts';

describe('nextPacificMidnight', () => {
  it.each([
    ['winter', '2026-01-02T10:00:00Z', '2026-01-03T08:00:00.000Z'],
    ['summer', '2026-07-02T10:00:00Z', '2026-07-03T07:00:00.000Z'],
    ['late evening there, next day in UTC', '2026-07-03T06:59:59Z', '2026-07-03T07:00:00.000Z'],
    ['exactly midnight', '2026-07-03T07:00:00Z', '2026-07-04T07:00:00.000Z'],
    ['the day clocks go forward', '2026-03-08T09:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['the evening before they do', '2026-03-08T07:00:00Z', '2026-03-08T08:00:00.000Z'],
    ['the day clocks go back', '2026-11-01T08:00:00Z', '2026-11-02T08:00:00.000Z'],
    ['new year', '2026-12-31T20:00:00Z', '2027-01-01T08:00:00.000Z'],
  ])('%s', (_name, now, expected) => {
    expect(nextPacificMidnight(new Date(now)).toISOString()).toBe(expected);
  });

  it('is after now, within 25 hours, and reads 00:00 in Los Angeles', () => {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/Los_Angeles',
      timeStyle: 'medium',
    });
    const from = Date.parse('2024-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * 366 * 86_400 }), (seconds) => {
        const now = new Date(from + seconds * 1_000);
        const midnight = nextPacificMidnight(now);
        const wait = midnight.getTime() - now.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(25 * 3_600_000);
        expect(format.format(midnight)).toBe('00:00:00');
      }),
      { numRuns: 500 },
    );
  });
});
