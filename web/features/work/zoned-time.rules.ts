/** A day 'YYYY-MM-DD' and a time 'HH:MM' as a clock on the wall shows them; '' where none is chosen. */
export type WallClock = { date: string; time: string };

export const noTime: WallClock = { date: '', time: '' };

/** A day whose time was emptied: saved as it is, it would be no time at all. */
export function lacksTime({ date, time }: WallClock): boolean {
  return date !== '' && time === '';
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: isKnown(timeZone) ? timeZone : 'UTC',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** The API refuses others, but SQL may have written one: a single such row must not end a screen. */
function isKnown(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

/** What a clock in `timeZone` shows at an instant. */
export function wallClock(at: string | number | null, timeZone: string): WallClock {
  if (at === null) return noTime;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
  };
}

/**
 * The instant at which a clock in `timeZone` shows this, as ISO in UTC; null when a part is missing.
 * A time that the start of summer time leaves out becomes the same time an hour on.
 */
export function instantOf(wall: WallClock, timeZone: string): string | null {
  const wanted = asUtc(wall);
  // Without a part Date.parse finds a day in the year 2000.
  if (wall.date === '' || wall.time === '' || !Number.isFinite(wanted)) return null;
  // Offsets change at most once within two days.
  const candidates = [-dayMs, dayMs].map((away) => wanted - offsetAt(wanted + away, timeZone));
  const exact = candidates.find((at) => asUtc(wallClock(at, timeZone)) === wanted);
  return new Date(exact ?? Math.max(...candidates)).toISOString();
}

/** How far a clock in `timeZone` is ahead of UTC at an instant, in ms. */
function offsetAt(at: number, timeZone: string): number {
  return asUtc(wallClock(at, timeZone)) - Math.floor(at / 60_000) * 60_000;
}

function asUtc({ date, time }: WallClock): number {
  return Date.parse(`${date}T${time}:00Z`);
}

/** The time zone of whoever looks. */
export const ownTimeZone: string = new Intl.DateTimeFormat().resolvedOptions().timeZone;
