import { z } from 'zod';

/** From here on JSON has no four-digit year any more, at the latest two weeks after the start. */
const end = Date.parse('9999-01-01T00:00:00Z');
const start = Date.parse('0001-01-01T00:00:00Z');

/**
 * A point in time that a request sets. Year 10000 and year 0 are refused: no answer could show them,
 * and one such row would break every list it is in.
 */
export const Time = z.iso.datetime({ offset: true }).refine((text) => {
  const at = Date.parse(text);
  // No number: the schema has said so already.
  return Number.isNaN(at) || (at >= start && at < end);
}, 'must be in the years 1 to 9998');

/** Sent with a change by whoever edits a row that others may change too. */
export const UnchangedSince = z.iso
  .datetime()
  .optional()
  .describe('The `updatedAt` that was read: 409, and nothing saved, when it is another by now.');
