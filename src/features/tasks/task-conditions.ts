import { type RawBuilder, sql } from 'kysely';
import type { TaskQuery } from '../../contracts/tasks.ts';

type Condition = RawBuilder<unknown>;
/** The filters of a list; who `me` is has been decided. */
export type TaskFilter = Omit<TaskQuery, 'limit' | 'cursor' | 'sort'>;

/** One condition a filter, on tasks under the name `t` and their contacts under `c`. */
const conditions: {
  [K in keyof TaskFilter]-?: (value: NonNullable<TaskFilter[K]>) => Condition;
} = {
  q: searchCondition,
  status: (status) => sql`t.status = any(${[status].flat()}::text[])`,
  priority: (priority) => sql`t.priority = ${priority}`,
  assigneeId: (id) => (id === 'none' ? sql`t.assignee_id is null` : sql`t.assignee_id = ${id}`),
  contactId: (id) => sql`t.contact_id = ${id}`,
  dueBefore: (time) => sql`t.due_at < ${new Date(time)}`,
  dueAfter: (time) => sql`t.due_at > ${new Date(time)}`,
  overdue: (wanted) =>
    sql`coalesce(t.due_at < now() and t.status in ('open', 'in_progress'), false) = ${wanted}`,
};

/** A filter as one SQL condition on tasks `t` and contacts `c`; no filter gives `true`. */
export function taskCondition(filter: TaskFilter): Condition {
  const set = Object.keys(conditions).flatMap((name) => {
    const key = name as keyof TaskFilter;
    const value = filter[key];
    if (value === undefined) return [];
    const toCondition = conditions[key] as (value: unknown) => Condition;
    return [toCondition(value)];
  });
  return set.length === 0 ? sql`true` : sql`(${sql.join(set, sql` and `)})`;
}

function searchCondition(text: string): Condition {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(t.title ilike ${pattern} or t.description ilike ${pattern}
    or c.first_name || ' ' || c.last_name ilike ${pattern})`;
}
