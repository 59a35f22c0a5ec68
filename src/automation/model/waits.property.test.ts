import fc from 'fast-check';
import { expect, it } from 'vitest';
import { act, advanced, automationOf, factsOf, started } from './automation.fixture.ts';
import type { Advanced } from './run-types.ts';
import { localTime } from './time.ts';
import type { JsonObject } from './types.ts';

const numRuns = Number(process.env['MODEL_WAITS'] ?? 20_000);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo'];

const end = act('end', 'add_tag', { tag: 'over' });
const minutes = [1, 30, 60, 119, 1_440, 10_080];
const times = ['00:00', '01:30', '02:15', '02:30', '09:00', '23:59'];
const step = (of: JsonObject) => automationOf([{ id: 'wait', ...of }, end]);
const delays = minutes.map((amount) => step({ kind: 'delay', for: { amount, unit: 'minutes' } }));
const timeouts = minutes.map((amount) =>
  step({
    kind: 'wait_for_event',
    event: { type: 'message_received', params: {} },
    timeout: { amount, unit: 'minutes' },
    onTimeout: 'continue',
  }),
);
const clocks = times.map((time) =>
  step({ kind: 'wait_until', until: { weekdays: [1, 2, 3, 4, 5, 6, 7], time } }),
);
const days = minutes.map((offsetMinutes) =>
  step({ kind: 'wait_until', until: { field: 'contact.fields.visit', offsetMinutes } }),
);

/** Days on which clocks change somewhere, with the days around them, and any other time. */
const moment = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-04-24',
        '2026-10-25',
        '2026-11-01',
      ),
      fc.integer({ min: -2 * day, max: 2 * day }),
    )
    .map(([date, by]) => Date.parse(date) + by),
  fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') }),
);

/** A clock that goes on, jumps ahead by up to days, and is set back by up to hours. */
const readings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 * hour }) },
    { weight: 1, arbitrary: fc.integer({ min: -3 * hour, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: day, max: 9 * day }) },
  ),
  { maxLength: 12 },
);

const wait = fc.record({
  kind: fc.constantFrom('delay', 'timeout', 'clock', 'day'),
  which: fc.nat({ max: 5 }),
  zone: fc.constantFrom(...zones),
  since: moment,
  jumps: readings,
  crashes: fc.boolean(),
});
type Wait = typeof wait extends fc.Arbitrary<infer T> ? T : never;

function begin({ kind, which, zone, since }: Wait) {
  const of = { delay: delays, timeout: timeouts, clock: clocks, day: days }[kind];
  const automation = of?.[which];
  if (!automation) throw new Error('no such wait');
  const visit = localTime(new Date(since + 2 * day), zone).date;
  const facts = factsOf({ timeZone: zone, fields: { visit } });
  return { automation, facts, first: started(automation, { now: new Date(since), facts }) };
}

/** What is asked for, worked out from the other end: the calendar of the moment that was given. */
function checkMoment({ kind, which, zone, since }: Wait, dueAt: number): void {
  const amount = (minutes[which] ?? 0) * minute;
  expect(dueAt).toBeGreaterThan(since);
  if (kind === 'delay' || kind === 'timeout') {
    expect(dueAt - since).toBe(amount);
  } else if (kind === 'day') {
    const { date, minutes: at } = localTime(new Date(dueAt - amount), zone);
    expect(date).toBe(localTime(new Date(since + 2 * day), zone).date);
    // Cairo's clocks go from 00:00 to 01:00.
    expect(at === 0 || (zone === 'Africa/Cairo' && at === 60)).toBe(true);
  } else {
    checkClock(dueAt, zone, times[which] ?? '');
    expect(dueAt - since).toBeLessThanOrEqual(2 * day + hour);
  }
}

/** A time that the clock jumps over comes half an hour or an hour later. */
function checkClock(dueAt: number, zone: string, asked: string): void {
  const clock = localTime(new Date(dueAt), zone).minutes;
  const late = clock - (Number(asked.slice(0, 2)) * 60 + Number(asked.slice(3)));
  expect([0, 30, 60]).toContain(late);
}

/** What the clock says at each look; the last two are a millisecond early and just in time. */
function looksAt({ since, jumps }: Wait, dueAt: number): number[] {
  let now = since;
  const looks = jumps.map((jump) => {
    now += jump;
    return now;
  });
  return [...looks, dueAt - 1, dueAt];
}

it('waits are over once, never early, at the first look after their time, however clocks jump', () => {
  const seen = { early: 0, setBack: 0, over: 0 };
  fc.assert(
    fc.property(wait, (asked) => {
      const { automation, facts, first } = begin(asked);
      const dueAt = first.dueAt?.getTime() ?? 0;
      checkMoment(asked, dueAt);
      let last: Advanced = first;
      seen.setBack += asked.jumps.filter((jump) => jump < 0).length;
      for (const now of looksAt(asked, dueAt)) {
        if (last.status !== 'waiting') break;
        // A look without a reason: another engine's clock said that it was time.
        const state = JSON.parse(JSON.stringify(last.state));
        const look = () =>
          advanced(automation, { wake: { kind: 'due' }, state, facts, now: new Date(now) });
        const result = look();
        if (asked.crashes) expect(look()).toEqual(result);
        const isOver = now >= dueAt;
        expect(result.status).toBe(isOver ? 'completed' : 'waiting');
        expect(result.effects).toHaveLength(isOver ? 1 : 0);
        if (!isOver) {
          seen.early += 1;
          expect(result.dueAt?.getTime()).toBe(dueAt);
        }
        last = result;
      }
      expect(last.status).toBe('completed');
      seen.over += 1;
    }),
    { numRuns },
  );
  expect(seen.over).toBe(numRuns);
  expect(seen.early).toBeGreaterThan(numRuns);
  expect(seen.setBack).toBeGreaterThan(numRuns / 4);
}, 600_000);
