import { type RawBuilder, sql } from 'kysely';

/**
 * A time as text with its microseconds. A JavaScript Date has milliseconds only, so a cursor made
 * from one would skip or repeat rows of the same millisecond.
 */
export function timeKey(expression: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${expression} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
