import { ownTimeZone, wallClock } from './zoned-time.rules.ts';

const dayMs = 86_400_000;

/** Noon, so that no clock change moves it to another day. */
const noonOf = (date: string) => Date.parse(`${date}T12:00:00Z`);

const short = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const long = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** 'Today', 'Tomorrow', 'Yesterday', or null for a day further away; both are 'YYYY-MM-DD'. */
export function nearDay(date: string, today: string): string | null {
  const days = Math.round((noonOf(date) - noonOf(today)) / dayMs);
  return { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(days)] ?? null;
}

/** 'Thu, Mar 5', with the year when it is another one. */
export function dayWords(date: string, today: string, format: 'short' | 'long' = 'short'): string {
  const words = (format === 'short' ? short : long).format(noonOf(date));
  return date.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${date.slice(0, 4)}`;
}

/** 'Today 15:00', 'Thu, Mar 5 15:00', as the reader's clock shows it. `now` in ms since 1970. */
export function timeWords(at: string, now: number, timeZone: string = ownTimeZone): string {
  const { date, time } = wallClock(at, timeZone);
  const today = wallClock(now, timeZone).date;
  return `${nearDay(date, today) ?? dayWords(date, today)} ${time}`;
}

/** 45 → '45 min', 60 → '1 h', 90 → '1 h 30 min', 2880 → '2 d'. */
export function durationWords(minutes: number): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** Rows by the reader's day, in the order they come. */
export function byDay<T>(rows: readonly T[], timeOf: (row: T) => string): [string, T[]][] {
  return [...Map.groupBy(rows, (row) => wallClock(timeOf(row), ownTimeZone).date)];
}
