import { z } from 'zod';
import { invalidField } from './problem.ts';

/** Where a list goes on: the sort values of the last row shown, opaque to clients. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Cursor of lists in order of (time, id); the time has microseconds, as `timeKey` writes it. */
export const TimeCursor = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()]);

/**
 * The sort values in a cursor, or null for the first page.
 *
 * @throws Problem 422 naming `query.cursor` when it is not one of this list's
 */
export function decodeCursor<T extends z.ZodType>(
  cursor: string | undefined,
  values: T,
): z.output<T> | null {
  if (cursor === undefined) return null;
  const parsed = values.safeParse(readJson(cursor));
  if (parsed.success) return parsed.data;
  throw invalidField('query.cursor', 'Send the nextCursor of the page before, unchanged.');
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
