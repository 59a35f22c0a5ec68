import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCron,
  durationMs,
  localTime,
  minutesOf,
  nextCron,
  nextWeekdayTime,
  startOfDay,
  zoneOf,
} from './time.ts';

/** Of the platform: another implementation of calendars to hold ours against. */
declare const Temporal: {
  PlainDateTime: {
    from(text: string): { toZonedDateTime(zone: string): { epochMilliseconds: number } };
  };
};

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  // Half an hour of summer time; changes at midnight; left a day out in 2011.
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'America/Santiago',
  'Pacific/Apia',
];
const hour = 3_600_000;
const day = 24 * hour;

function instant(date: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}

describe('durations', () => {
  it.each([
    [{ amount: 90, unit: 'seconds' }, 90_000],
    [{ amount: 2, unit: 'minutes' }, 120_000],
    [{ amount: 3, unit: 'hours' }, 3 * hour],
    [{ amount: 2, unit: 'days' }, 2 * day],
    [{ amount: 0, unit: 'days' }, 0],
  ] as const)('%o', (duration, ms) => {
    expect(durationMs(duration)).toBe(ms);
  });
});

describe('zoneOf', () => {
  const both = { contact: { timeZone: 'Asia/Manila' }, company: { timeZone: 'Europe/Lisbon' } };

  it.each([
    ['contact', both, 'Asia/Manila'],
    ['workspace', both, 'Europe/Lisbon'],
    ['America/Lima', both, 'America/Lima'],
    ['contact', { contact: { timeZone: null }, company: both.company }, 'Europe/Lisbon'],
    ['contact', { contact: { timeZone: 'Mars/Base' }, company: both.company }, 'Europe/Lisbon'],
    ['contact', { company: { timeZone: 'nowhere' } }, 'UTC'],
    ['contact', {}, 'UTC'],
    ['workspace', { contact: both.contact }, 'UTC'],
    ['Mars/Base', both, 'Europe/Lisbon'],
    ['', both, 'Europe/Lisbon'],
  ])('%s', (choice, facts, zone) => {
    expect(zoneOf(facts, choice)).toBe(zone);
  });
});

describe('localTime', () => {
  it('reads the clock and the calendar of the zone', () => {
    expect(localTime(new Date('2026-01-04T23:30:00Z'), 'Europe/Berlin')).toEqual({
      date: '2026-01-05',
      weekday: 1,
      minutes: 30,
    });
    expect(localTime(new Date('2026-01-05T04:59:59.999Z'), 'America/New_York')).toEqual({
      date: '2026-01-04',
      weekday: 7,
      minutes: 23 * 60 + 59,
    });
  });

  it('begins a day after a skipped midnight', () => {
    expect(startOfDay('2026-03-08', 'America/Havana')?.toISOString()).toBe(
      '2026-03-08T05:00:00.000Z',
    );
    expect(startOfDay('not a day', 'UTC')).toBeNull();
  });
});

describe('nextWeekdayTime', () => {
  const next = (after: string, weekdays: number[], time: string, zone: string) =>
    nextWeekdayTime(new Date(after), weekdays, time, zone).toISOString();

  it('is today when the time is still to come, else the next of the weekdays', () => {
    expect(next('2026-01-05T07:00:00Z', [1, 3], '09:00', 'UTC')).toBe('2026-01-05T09:00:00.000Z');
    expect(next('2026-01-05T09:00:00Z', [1, 3], '09:00', 'UTC')).toBe('2026-01-07T09:00:00.000Z');
    expect(next('2026-01-05T09:00:01Z', [1], '09:00', 'UTC')).toBe('2026-01-12T09:00:00.000Z');
  });

  it('goes on by as much as the clock jumps', () => {
    expect(next('2026-03-08T00:00:00Z', [7], '02:30', 'America/New_York')).toBe(
      '2026-03-08T07:30:00.000Z',
    );
  });

  it('takes the first of a time that comes twice, and only that', () => {
    expect(next('2026-11-01T00:00:00Z', [7], '01:30', 'America/New_York')).toBe(
      '2026-11-01T05:30:00.000Z',
    );
    expect(next('2026-11-01T05:30:00Z', [7], '01:30', 'America/New_York')).toBe(
      '2026-11-08T06:30:00.000Z',
    );
  });

  it('refuses an empty list of weekdays', () => {
    expect(() => nextWeekdayTime(new Date(), [], '09:00', 'UTC')).toThrow('No weekday');
  });

  it('loses and repeats nothing in 100,000 waits over all changes of clocks', () => {
    const times = ['00:00', '00:30', '01:45', '02:00', '02:30', '03:00', '12:00', '23:59'];
    const perZone = Math.ceil(100_000 / zones.length);
    let waits = 0;
    const wrong: string[] = [];
    for (const [z, zone] of zones.entries()) {
      for (const [t, time] of times.entries()) {
        let at = new Date(Date.UTC(2010 + t, z, 1));
        let last = localTime(at, zone).date;
        for (let i = 0; i < perZone / times.length; i++) {
          const next = nextWeekdayTime(at, [1, 2, 3, 4, 5, 6, 7], time, zone);
          const date = localTime(next, zone).date;
          // Every day once; a zone may leave out a day of the calendar.
          const passed = (Date.parse(date) - Date.parse(last)) / day;
          if (i > 0 && (passed !== 1 || next <= at)) wrong.push(`${zone} ${last} ${passed}`);
          last = date;
          at = next;
          waits++;
        }
      }
    }
    expect(waits).toBeGreaterThanOrEqual(100_000);
    expect(new Set(wrong)).toEqual(new Set(['Pacific/Apia 2011-12-29 2']));
  });

  it('agrees with Temporal, whenever the clock is asked', () => {
    const asked = fc.record({
      // Around a change: New York's and Berlin's in spring and autumn, else any time.
      after: fc.oneof(
        fc.date({ min: new Date('2011-12-01'), max: new Date('2037-12-31'), noInvalidDate: true }),
        fc
          .tuple(
            fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2011-12-30'),
            fc.integer({ min: -3 * day, max: 3 * day }),
          )
          .map(([date, by]) => new Date(Date.parse(date) + by)),
      ),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      minutes: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 1439 })),
      zone: fc.constantFrom(...zones),
    });
    fc.assert(
      fc.property(asked, ({ after, weekdays, minutes, zone }) => {
        const time = new Date(minutes * 60_000).toISOString().slice(11, 16);
        const candidates: number[] = [];
        for (let ahead = -2; ahead <= 9; ahead++) {
          const date = new Date(after.getTime() + ahead * day).toISOString().slice(0, 10);
          if (!weekdays.includes(new Date(date).getUTCDay() || 7)) continue;
          candidates.push(instant(date, time, zone));
        }
        const expected = Math.min(...candidates.filter((one) => one > after.getTime()));
        expect(nextWeekdayTime(after, weekdays, time, zone).getTime()).toBe(expected);
      }),
      { numRuns: 4_000 },
    );
  });
});

describe('cron', () => {
  const next = (expression: string, zone: string, after: string) =>
    nextCron(expression, zone, new Date(after)).toISOString();

  it('is strictly later, in the zone', () => {
    expect(next('0 9 * * 1-5', 'Europe/Berlin', '2026-01-02T08:00:00Z')).toBe(
      '2026-01-05T08:00:00.000Z',
    );
    expect(next('*/15 * * * *', 'UTC', '2026-01-02T08:00:00.500Z')).toBe(
      '2026-01-02T08:15:00.000Z',
    );
    expect(next('0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z');
  });

  it('comes once a day over all changes of clocks', () => {
    const wrong: string[] = [];
    const starts = ['2026-02-20', '2026-08-25', '2026-10-10'];
    for (const zone of zones.filter((one) => one !== 'Pacific/Apia')) {
      for (const expression of ['30 2 * * *', '0 0 * * *', '30 1 * * *']) {
        for (const start of starts) {
          let at = nextCron(expression, zone, new Date(start));
          for (let i = 0; i < 45; i++) {
            const later = nextCron(expression, zone, at);
            const [from, to] = [at, later].map((one) => Date.parse(localTime(one, zone).date));
            const passed = (to ?? 0) - (from ?? 0);
            if (later <= at || passed !== day) wrong.push(`${zone} ${later.toISOString()}`);
            at = later;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('matches minute, hour and weekday of its zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 4, max: 23 }),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true }),
        (minute, hourOfDay, weekday, zone, after) => {
          const at = nextCron(`${minute} ${hourOfDay} * * ${weekday}`, zone, after);
          const time = new Date((hourOfDay * 60 + minute) * 60_000).toISOString().slice(11, 16);
          expect(at).toEqual(nextWeekdayTime(after, [weekday], time, zone));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['0 9 * * 1-5', null],
    ['*/5 8-18 1,15 * *', null],
    ['0 9 * * THU', null],
    ['0 9 * *', 'must have five parts: minute, hour, day of the month, month, weekday'],
    ['0 0 9 * * 1', 'must have five parts: minute, hour, day of the month, month, weekday'],
    ['@daily', 'must have five parts: minute, hour, day of the month, month, weekday'],
    ['61 9 * * *', 'is not a cron expression, or never comes'],
    ['a b c d e', 'is not a cron expression, or never comes'],
    ['H 9 * * *', 'is not a cron expression, or never comes'],
    ['H(1-5) 9 * * *', 'is not a cron expression, or never comes'],
    ['0 0 31 2 *', 'is not a cron expression, or never comes'],
  ])('checks %s', (expression, problem) => {
    expect(checkCron(expression)).toBe(problem);
  });
});

it('reads a time of day', () => {
  expect([minutesOf('00:00'), minutesOf('09:30'), minutesOf('23:59')]).toEqual([0, 570, 1439]);
});
