import { type RawBuilder, sql } from 'kysely';
import type { JobQuery } from '../../contracts/jobs.ts';

type Condition = RawBuilder<unknown>;

/** What narrows a list; `me` is who asks, null for an API key. */
export type JobFilter = Pick<
  JobQuery,
  'q' | 'status' | 'contactId' | 'assigneeId' | 'from' | 'to'
> & { me: string | null };

/** A filter as one SQL condition on jobs `j` of contacts `c`. */
export function jobCondition(filter: JobFilter): Condition {
  const { q, status, contactId, assigneeId, from, to, me } = filter;
  const set: (Condition | false)[] = [
    sql`true`,
    q !== undefined && searchCondition(q),
    status !== undefined && sql`j.status = any(${[status].flat()}::text[])`,
    contactId !== undefined && sql`j.contact_id = ${contactId}`,
    assigneeId !== undefined && assigneeCondition(assigneeId, me),
    from !== undefined && sql`j.scheduled_start >= ${from}::timestamptz`,
    to !== undefined && sql`j.scheduled_start < ${to}::timestamptz`,
  ];
  return sql.join(
    set.filter((condition) => condition !== false),
    sql` and `,
  );
}

function assigneeCondition(assigneeId: string, me: string | null): Condition {
  if (assigneeId === 'none') return sql`j.assignee_id is null`;
  return sql`j.assignee_id = ${assigneeId === 'me' ? me : assigneeId}::uuid`;
}

/** A number is found whole, as `12` or `#12`: every text with a 1 in it would find too much. */
function searchCondition(text: string): Condition {
  const wanted = text.trim();
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(j.title ilike ${pattern} or j.address ilike ${pattern}
    or j.number::text = ${wanted.replace(/^#/, '')}
    or c.first_name || ' ' || c.last_name ilike ${pattern})`;
}
