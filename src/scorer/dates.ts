import type { Line } from './read-lines.ts';

const DAY = 86_400_000;

/** Days from the message, by word. Folded as `wordsOf` folds. */
const soon: ReadonlyMap<string, number> = new Map([
  ...words('today tonight hoy heute aujourdhui hoje ngayon mamaya اليوم', 0),
  ...words('tomorrow manana morgen demain amanha bukas besok غدا بكرة بكره', 1),
]);

const weekdays: ReadonlyMap<string, number> = new Map([
  ...words('sunday domingo dimanche sonntag linggo minggu الاحد', 0),
  ...words('monday lunes lundi montag segunda lunes senin الاثنين', 1),
  ...words('tuesday martes mardi dienstag terca martes selasa الثلاثاء', 2),
  ...words('wednesday miercoles mercredi mittwoch quarta miyerkules rabu الاربعاء', 3),
  ...words('thursday jueves jeudi donnerstag quinta huwebes kamis الخميس', 4),
  ...words('friday viernes vendredi freitag sexta biyernes jumat الجمعة', 5),
  ...words('saturday sabado samedi samstag sabado sabtu السبت', 6),
]);

function words(list: string, value: number): [string, number][] {
  return list
    .split(' ')
    .map((word) => [word.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''), value]);
}

/** "por la mañana", "am Morgen" and "good morning" name no day. */
const notTomorrow = new Set(['la', 'guten', 'am', 'da', 'de', 'every', 'not']);

/** The last day the customer named ("tomorrow", "el viernes") as UTC midnight; null when none. */
export function namedDay(lines: readonly Line[]): Date | null {
  for (const line of lines.toReversed()) {
    if (!line.byCustomer || line.at === 0) continue;
    const day = dayIn(line);
    if (day !== null) return day;
  }
  return null;
}

function dayIn(line: Line): Date | null {
  const start = Math.floor(line.at / DAY) * DAY;
  for (const { words: said } of line.sentences.toReversed()) {
    for (let at = said.length - 1; at >= 0; at--) {
      const word = said[at] ?? '';
      const days = soon.get(word);
      if (days !== undefined && !notTomorrow.has(said[at - 1] ?? ''))
        return new Date(start + days * DAY);
      const weekday = weekdays.get(word);
      if (weekday === undefined) continue;
      const ahead = (weekday - new Date(start).getUTCDay() + 7) % 7;
      return new Date(start + ahead * DAY);
    }
  }
  return null;
}

/** YYYY-MM-DD of the day that is `days` after `from`, in UTC. */
export function dayAfter(from: Date, days: number): string {
  return new Date(from.getTime() + days * DAY).toISOString().slice(0, 10);
}
