import { Duration } from '../../../contracts/automation-definition.ts';
import { durationMs, isTimeBetween, localTime, minutesOf, startOfDay, zoneOf } from '../time.ts';
import type { Facts, Json } from '../types.ts';
import type { Operator, ValueOperator } from './operator.ts';
import { toNumber, twoOf } from './values.ts';

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
/** ISO with a time and a zone: without one Date.parse would take the server's. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** True for 'YYYY-MM-DD' and for ISO times with a zone. */
export function isDate(value: Json | undefined): value is string {
  if (typeof value !== 'string') return false;
  return (dayOnly.test(value) || instant.test(value)) && !Number.isNaN(Date.parse(value));
}

/** Milliseconds since 1970; a day is its beginning where the contact lives; NaN for anything else. */
export function dateMs(value: Json | undefined, facts: Facts): number {
  if (!isDate(value)) return Number.NaN;
  if (value.length > 10) return Date.parse(value);
  return startOfDay(value, zoneOf(facts, 'contact'))?.getTime() ?? Number.NaN;
}

/** First and last moment of what was expected: a day is a span, a time is not. */
function spanOf(value: Json | undefined): (facts: Facts) => [first: number, last: number] {
  if (!isDate(value)) return () => [Number.NaN, Number.NaN];
  if (value.length > 10) {
    const at = Date.parse(value);
    return () => [at, at];
  }
  const next = new Date(Date.parse(value) + 86_400_000).toISOString().slice(0, 10);
  return (facts) => [dateMs(value, facts), dateMs(next, facts) - 1];
}

type DateEntry = Pick<ValueOperator, 'id' | 'label' | 'value' | 'words'>;

/** An operator whose test gets the moment in milliseconds, NaN never. */
function dateOperator(
  entry: DateEntry,
  prepare: (expected: Json | undefined) => (at: number, facts: Facts, now: number) => boolean,
): Operator {
  return {
    ...entry,
    types: ['date'],
    reads: 'value',
    readsClock: true,
    prepare: (expected) => {
      const test = prepare(expected);
      return (actual, facts, now) => {
        const at = dateMs(actual, facts);
        return !Number.isNaN(at) && test(at, facts, now.getTime());
      };
    },
  };
}

function durationOperator(
  id: string,
  label: string,
  phrase: string,
  test: (at: number, now: number, span: number) => boolean,
): Operator {
  const words = { holds: phrase, fails: `not ${phrase}` };
  return dateOperator({ id, label, value: 'duration', words }, (expected) => {
    const duration = Duration.safeParse(expected);
    if (!duration.success) return () => false;
    const span = durationMs(duration.data);
    return (at, _facts, now) => test(at, now, span);
  });
}

/** Of dates; both ends belong to it, a day as a whole. */
export function isDateBetween(expected: Json | undefined) {
  const [from, to] = twoOf(expected).map(spanOf);
  return (actual: Json, facts: Facts) => {
    const at = dateMs(actual, facts);
    return at >= (from?.(facts)[0] ?? Number.NaN) && at <= (to?.(facts)[1] ?? Number.NaN);
  };
}

/** Weekdays and times of day are those where the contact is, else the company. */
export const dateOperators: readonly Operator[] = [
  dateOperator(
    {
      id: 'before',
      label: 'is before',
      value: 'one',
      words: { holds: 'before {x}', fails: 'not before {x}' },
    },
    (expected) => {
      const span = spanOf(expected);
      return (at, facts) => at < span(facts)[0];
    },
  ),
  dateOperator(
    {
      id: 'after',
      label: 'is after',
      value: 'one',
      words: { holds: 'after {x}', fails: 'not after {x}' },
    },
    (expected) => {
      const span = spanOf(expected);
      return (at, facts) => at > span(facts)[1];
    },
  ),
  durationOperator(
    'within_last',
    'is within the last',
    'within the last {x}',
    (at, now, span) => at <= now && at >= now - span,
  ),
  durationOperator(
    'within_next',
    'is within the next',
    'within the next {x}',
    (at, now, span) => at >= now && at <= now + span,
  ),
  durationOperator(
    'more_than_ago',
    'is longer ago than',
    'longer ago than {x}',
    (at, now, span) => at < now - span,
  ),
  durationOperator(
    'more_than_ahead',
    'is further ahead than',
    'further ahead than {x}',
    (at, now, span) => at > now + span,
  ),
  dateOperator(
    {
      id: 'on_weekday',
      label: 'is on a',
      value: 'list',
      words: { holds: 'on {x}', fails: 'not on {x}' },
    },
    (expected) => {
      const wanted = new Set((Array.isArray(expected) ? expected : []).map(toNumber));
      return (at, facts) => wanted.has(localTime(new Date(at), zoneOf(facts, 'contact')).weekday);
    },
  ),
  dateOperator(
    {
      id: 'time_between',
      label: 'is at a time between',
      value: 'two',
      words: { holds: 'between {x} on the clock', fails: 'not between {x} on the clock' },
    },
    (expected) => {
      const ends = twoOf(expected);
      if (!ends.every(isTime)) return () => false;
      const [from = 0, to = 0] = ends.map((end) => minutesOf(String(end)));
      return (at, facts) =>
        isTimeBetween(localTime(new Date(at), zoneOf(facts, 'contact')).minutes, from, to);
    },
  ),
];

/** True for 'HH:MM'. */
export function isTime(value: Json | undefined): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}
