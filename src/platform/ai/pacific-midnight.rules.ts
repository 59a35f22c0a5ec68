const losAngeles = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});

function wallClock(at: Date): { year: number; month: number; day: number; hour: number } {
  const parts = new Map(losAngeles.formatToParts(at).map((part) => [part.type, part.value]));
  const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour') };
}

/**
 * The next midnight in Los Angeles strictly after `now`: Gemini's day quotas renew then.
 * Source: https://ai.google.dev/gemini-api/docs/rate-limits ("reset at midnight Pacific time").
 */
export function nextPacificMidnight(now: Date): Date {
  const { year, month, day } = wallClock(now);
  // Clocks change at 02:00 there, so midnight always exists; it is 07:00 or 08:00 UTC.
  const inSummer = new Date(Date.UTC(year, month - 1, day + 1, 7));
  return wallClock(inSummer).hour === 0 ? inSummer : new Date(inSummer.getTime() + 3_600_000);
}
