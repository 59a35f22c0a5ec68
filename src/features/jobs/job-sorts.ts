import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { JobQuery } from '../../contracts/jobs.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import { TimeCursor } from '../../platform/http/cursor.ts';

type Expression = RawBuilder<unknown>;

/** How a list is ordered: by `by`, then by id, both one way, so a page is one row comparison. */
export type JobSort = {
  by: Expression;
  descending: boolean;
  /** The value of `by` as text for the cursor, and back. */
  key: Expression;
  parse: (key: string) => Expression;
  /** What a cursor of this order must look like. */
  cursor: z.ZodType<[string, string]>;
};

export const jobSorts: Record<JobQuery['sort'], JobSort> = {
  newest: byTime(sql`j.created_at`, true),
  // Without a time last.
  start: byTime(sql`coalesce(j.scheduled_start, '9999-12-31Z')`, false),
  number: {
    by: sql`j.number`,
    descending: false,
    key: sql`j.number::text`,
    parse: (key) => sql`${key}::int`,
    cursor: z.tuple([z.string().regex(/^\d{1,9}$/), z.uuid()]),
  },
};

function byTime(by: Expression, descending: boolean): JobSort {
  const parse = (key: string) => sql`${key}::timestamptz`;
  return { by, descending, key: timeKey(by), parse, cursor: TimeCursor };
}
