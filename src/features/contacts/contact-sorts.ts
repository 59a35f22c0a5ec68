import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ContactQuery } from '../../contracts/contacts.ts';
import { timeKey } from '../../platform/database/time-key.ts';

type Expression = RawBuilder<unknown>;

/** How a list is ordered: by `by`, then by id, both one way, so a page is one row comparison. */
export type ContactSort = {
  by: Expression;
  descending: boolean;
  /** The value of `by` as text for the cursor, and back. */
  key: Expression;
  parse: (key: string) => Expression;
  /** What a cursor of this order must look like. */
  cursor: z.ZodType<[string, string]>;
};

/** The last message, or for a contact without one the time it was made. The index has the same. */
export const lastActivity = sql`coalesce(c.last_interaction_at, c.created_at)`;

export const contactSorts: Record<ContactQuery['sort'], ContactSort> = {
  recent: byTime(lastActivity, true),
  oldest: byTime(lastActivity, false),
  stageEntered: byTime(sql`coalesce(c.stage_entered_at, c.created_at)`, false),
  score: {
    by: sql`coalesce(c.score, 0)`,
    descending: true,
    key: sql`coalesce(c.score, 0)::text`,
    parse: (key) => sql`${key}::int`,
    cursor: z.tuple([z.string().regex(/^\d{1,3}$/), z.uuid()]),
  },
  name: {
    by: sql`left(lower(c.first_name || ' ' || c.last_name), 60)`,
    descending: false,
    key: sql`left(lower(c.first_name || ' ' || c.last_name), 60)`,
    parse: (key) => sql`${key}::text`,
    cursor: z.tuple([
      z
        .string()
        .max(60)
        .regex(/^[^\0]*$/),
      z.uuid(),
    ]),
  },
};

function byTime(by: Expression, descending: boolean): ContactSort {
  return {
    by,
    descending,
    key: timeKey(by),
    parse: (key) => sql`${key}::timestamptz`,
    cursor: z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()]),
  };
}
