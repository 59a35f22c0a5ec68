const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const long = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
/** With the zone: a time on a screen shared with somebody elsewhere must not be ambiguous. */
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** "3 hours ago", "in 2 minutes", "just now". `now` in ms since 1970. */
export function relativeTime(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return long.format(Math.round(seconds / size), unit);
  }
  return seconds > 5 ? 'in a moment' : 'just now';
}

/** The exact time in the reader's own way. */
export function exactTime(at: string): string {
  return exact.format(new Date(at));
}
