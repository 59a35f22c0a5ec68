import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, noTime, wallClock } from './zoned-time.rules.ts';

const zones = ['UTC', 'Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'];

describe('wallClock', () => {
  it.each([
    ['2026-03-02T23:30:00Z', 'UTC', '2026-03-02', '23:30'],
    ['2026-03-02T23:30:00Z', 'Asia/Manila', '2026-03-03', '07:30'],
    ['2026-07-02T00:05:00Z', 'America/New_York', '2026-07-01', '20:05'],
  ])('%s in %s', (at, zone, date, time) => {
    expect(wallClock(at, zone)).toEqual({ date, time });
  });

  it('shows UTC for a zone that SQL wrote and no clock knows', () => {
    expect(wallClock('2026-03-02T23:30:00Z', 'Mars/Base')).toEqual({
      date: '2026-03-02',
      time: '23:30',
    });
  });

  it('has nothing to show without an instant', () => {
    expect(wallClock(null, 'UTC')).toEqual(noTime);
  });
});

describe('instantOf', () => {
  it('is what wallClock came from, whatever the zone', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 60 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const wall = wallClock(minute * 60_000, zone);
        const back = instantOf(wall, zone) ?? '';
        // Twice a year an hour is on the clock two times: then either of them.
        expect(wallClock(back, zone)).toEqual(wall);
      }),
    );
  });

  it('moves a time that summer time leaves out', () => {
    const at = instantOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin');
    expect(at).toBe('2026-03-29T01:30:00.000Z');
    expect(wallClock(at, 'Europe/Berlin').time).toBe('03:30');
  });

  it('needs both parts', () => {
    expect(instantOf({ date: '2026-03-29', time: '' }, 'UTC')).toBeNull();
    expect(instantOf({ date: '', time: '10:00' }, 'UTC')).toBeNull();
  });
});
