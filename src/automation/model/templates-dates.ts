import { DateTime } from 'luxon';
import { zoneOf } from './time.ts';
import type { Facts } from './types.ts';

/** Directives of strftime as Luxon writes them. */
const directives: { readonly [directive: string]: string } = {
  '%Y': 'yyyy',
  '%y': 'yy',
  '%m': 'LL',
  '%-m': 'L',
  '%B': 'LLLL',
  '%b': 'LLL',
  '%d': 'dd',
  '%-d': 'd',
  '%e': 'd',
  '%j': 'ooo',
  '%A': 'cccc',
  '%a': 'ccc',
  '%u': 'c',
  '%H': 'HH',
  '%-H': 'H',
  '%I': 'hh',
  '%-I': 'h',
  '%l': 'h',
  '%M': 'mm',
  '%S': 'ss',
  '%p': 'a',
  '%z': 'ZZZ',
  '%Z': 'ZZZZ',
  '%s': 'X',
  '%F': 'yyyy-LL-dd',
  '%T': 'HH:mm:ss',
  '%R': 'HH:mm',
};

/**
 * A date in words, in English: `%A, %-d %B at %H:%M`. A day without a time is that day everywhere;
 * times are those of the zone ('contact', 'workspace' or an IANA name).
 */
export function formatDate(value: string, format: string, zone: string, facts: Facts): string {
  const inZone = value.length > 10 ? zoneOf(facts, zone) : 'UTC';
  const at = DateTime.fromMillis(Date.parse(value), { zone: inZone, locale: 'en-US' });
  return format.replace(/%-?[A-Za-z%]/g, (found) => {
    if (found === '%%') return '%';
    const token = Object.hasOwn(directives, found) ? directives[found] : undefined;
    return token === undefined ? found : at.toFormat(token);
  });
}
