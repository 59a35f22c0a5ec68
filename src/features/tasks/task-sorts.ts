import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { TaskQuery } from '../../contracts/tasks.ts';
import { timeKey } from '../../platform/database/time-key.ts';

type Expression = RawBuilder<unknown>;
type Column = { by: Expression; key: Expression; parse: (key: string) => Expression };

/** How a list is ordered: by the columns, all one way, so a page is one row comparison. */
export type TaskSort = {
  columns: Column[];
  descending: boolean;
  /** What a cursor of this order must look like: one text a column. */
  cursor: z.ZodType<string[]>;
};

const time = z.iso.datetime({ precision: 6 });

/** No date sorts behind every date. */
const due = byTime(sql`coalesce(t.due_at, '9999-12-31 23:59:59Z')`);
const id: Column = { by: sql`t.id`, key: sql`t.id::text`, parse: (key) => sql`${key}::uuid` };
const rank: Column = {
  by: sql`array_position(array['urgent', 'high', 'normal', 'low'], t.priority)`,
  key: sql`array_position(array['urgent', 'high', 'normal', 'low'], t.priority)::text`,
  parse: (key) => sql`${key}::int`,
};

export const taskSorts: Record<TaskQuery['sort'], TaskSort> = {
  due: { columns: [due, id], descending: false, cursor: z.tuple([time, z.uuid()]) },
  newest: {
    columns: [byTime(sql`t.created_at`), id],
    descending: true,
    cursor: z.tuple([time, z.uuid()]),
  },
  priority: {
    columns: [rank, due, id],
    descending: false,
    cursor: z.tuple([z.string().regex(/^[1-4]$/), time, z.uuid()]),
  },
};

function byTime(by: Expression): Column {
  return { by, key: timeKey(by), parse: (key) => sql`${key}::timestamptz` };
}
