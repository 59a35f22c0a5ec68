import { CronExpressionParser } from 'cron-parser';
import { DateTime, IANAZone } from 'luxon';
import type { Duration } from '../../contracts/automation-definition.ts';
import { valueAtParts } from './fields.ts';
import type { Facts, Json } from './types.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const unitMs: Record<Duration['unit'], number> = {
  seconds: 1_000,
  minutes: minute,
  hours: 60 * minute,
  days: day,
};

/** Milliseconds; a day is always 24 hours. */
export function durationMs(duration: Duration): number {
  return duration.amount * unitMs[duration.unit];
}

/**
 * The time zone to read a clock in. 'contact' falls back to the company's and that to UTC;
 * 'workspace' is the company's; anything else is an IANA name. Names that do not exist fall back.
 */
export function zoneOf(facts: Facts, choice: string): string {
  if (choice !== 'contact' && choice !== 'workspace' && isZone(choice)) return choice;
  if (choice === 'contact') {
    const own = valueAtParts(facts, ['contact', 'timeZone']);
    if (isZone(own)) return own;
  }
  const company = valueAtParts(facts, ['company', 'timeZone']);
  return isZone(company) ? company : 'UTC';
}

/** Names seen to be right: asking Intl costs about 30 µs. */
const knownZones = new Set<string>();

function isZone(value: Json | undefined): value is string {
  if (typeof value !== 'string' || value === '') return false;
  if (knownZones.has(value)) return true;
  if (!IANAZone.isValidZone(value)) return false;
  // There are about 600; upper and lower case make more.
  if (knownZones.size < 2_000) knownZones.add(value);
  return true;
}

/** What the clock on the wall and the calendar say. */
export type LocalTime = {
  /** 'YYYY-MM-DD' */
  date: string;
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** Minutes since midnight by the clock. */
  minutes: number;
};

/** @param zone a valid IANA name */
export function localTime(at: Date, zone: string): LocalTime {
  const wall = new Date(wallMs(at.getTime(), zone));
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: weekdayOf(wall.getTime()),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
  };
}

/** 'HH:MM' as minutes since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** True from `from` until before `to`, over midnight too; equal ends are the whole day. */
export function isTimeBetween(minutes: number, from: number, to: number): boolean {
  if (from === to) return true;
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** The moment at which a calendar day ('YYYY-MM-DD') begins in a zone; null when there is no such day. */
export function startOfDay(date: string, zone: string): Date | null {
  const wall = Date.parse(`${date}T00:00:00.000Z`);
  // Date.parse takes 30 February for 2 March.
  const isDay = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(date);
  return isDay ? new Date(instantOf(wall, zone)) : null;
}

/**
 * The moment of an ISO date or time in milliseconds; what has no zone of its own is read on the
 * clock of `zone`, a day is its beginning there. Null for anything else.
 */
export function momentIn(value: string, zone: string): number | null {
  if (value.length === 10) return startOfDay(value, zone)?.getTime() ?? null;
  // Without a date, luxon would take 09:30 for a time of today.
  if (!/^\d{4}-\d{2}-\d{2}[T ]/.test(value)) return null;
  const read = DateTime.fromISO(value.replace(' ', 'T'), { zone });
  return read.isValid ? read.toMillis() : null;
}

/**
 * The first of these weekdays (1–7) at this time of day ('HH:MM') strictly after `after`. A time
 * that a clock jumps over comes that much later (02:30 becomes 03:30); of a time that comes twice
 * it is the first.
 */
export function nextWeekdayTime(
  after: Date,
  weekdays: readonly number[],
  time: string,
  zone: string,
): Date {
  const here = wallMs(after.getTime(), zone);
  const today = here - mod(here, day);
  // From yesterday on: a day that a zone leaves out (Samoa, 2011) moves its times into the next one.
  for (let ahead = -1; ahead <= 8; ahead++) {
    const wall = today + ahead * day + minutesOf(time) * minute;
    if (wall + day <= here || !weekdays.includes(weekdayOf(wall))) continue;
    const at = instantOf(wall, zone);
    if (at > after.getTime()) return new Date(at);
  }
  throw new Error(`No weekday among ${weekdays.join(', ')}`);
}

/** The next time of a cron expression of five fields strictly after `after`. */
export function nextCron(expression: string, zone: string, after: Date): Date {
  const options = { tz: zone, currentDate: after };
  return CronExpressionParser.parse(expression, options).next().toDate();
}

/** What is wrong with a cron expression, in words; null when nothing is. */
export function checkCron(expression: string): string | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) {
    return 'must have five parts: minute, hour, day of the month, month, weekday';
  }
  // `H` stands for a random number: the same expression would give other times at each look.
  if (expression.length > 120 || fields.some((field) => /(^|[^a-z])h([^a-z]|$)/i.test(field))) {
    return 'is not a cron expression, or never comes';
  }
  try {
    nextCron(expression, 'UTC', new Date(0));
    return null;
  } catch {
    return 'is not a cron expression, or never comes';
  }
}

function weekdayOf(wall: number): number {
  return mod(Math.floor(wall / day) + 3, 7) + 1;
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function offsetMs(at: number, zone: string): number {
  return IANAZone.create(zone).offset(at) * minute;
}

/** The clock on the wall, as if it were UTC. */
function wallMs(at: number, zone: string): number {
  return at + offsetMs(at, zone);
}

/** Luxon's own way starts from today's offset, so a time that comes twice changed with the seasons. */
function instantOf(wall: number, zone: string): number {
  const before = wall - offsetMs(wall - day, zone);
  if (wallMs(before, zone) === wall) return before;
  const after = wall - offsetMs(wall + day, zone);
  return wallMs(after, zone) === wall ? after : before;
}
