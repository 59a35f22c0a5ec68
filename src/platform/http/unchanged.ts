import { Problem } from './problem.ts';

/**
 * Refuses a change of a row that is not as it was when somebody began to edit it.
 *
 * @param unchangedSince its `updatedAt` as they read it; left out, nothing is refused
 * @throws Problem 409
 */
export function requireUnchanged(
  row: { updatedAt: Date },
  unchangedSince: string | undefined,
): void {
  if (unchangedSince === undefined) return;
  // Both have milliseconds; the database's microseconds never leave it.
  if (row.updatedAt.getTime() === Date.parse(unchangedSince)) return;
  throw new Problem(
    'conflict',
    'Somebody has changed it in the meantime, and nothing was saved. Look at it again.',
  );
}
