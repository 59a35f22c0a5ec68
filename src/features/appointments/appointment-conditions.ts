import { type RawBuilder, sql } from 'kysely';
import type { AppointmentQuery } from '../../contracts/appointments.ts';

type Condition = RawBuilder<unknown>;

/** What narrows a list; `me` is who asks, null for an API key. */
export type AppointmentFilter = Pick<
  AppointmentQuery,
  'q' | 'status' | 'contactId' | 'assigneeId' | 'from' | 'to'
> & { me: string | null };

/** A filter as one SQL condition on appointments `a` of contacts `c`. */
export function appointmentCondition(filter: AppointmentFilter): Condition {
  const { q, status, contactId, assigneeId, from, to, me } = filter;
  const set: (Condition | false)[] = [
    sql`true`,
    q !== undefined && searchCondition(q),
    status !== undefined && sql`a.status = any(${[status].flat()}::text[])`,
    contactId !== undefined && sql`a.contact_id = ${contactId}`,
    assigneeId !== undefined && assigneeCondition(assigneeId, me),
    from !== undefined && sql`a.starts_at >= ${from}::timestamptz`,
    to !== undefined && sql`a.starts_at < ${to}::timestamptz`,
  ];
  return sql.join(
    set.filter((condition) => condition !== false),
    sql` and `,
  );
}

function assigneeCondition(assigneeId: string, me: string | null): Condition {
  if (assigneeId === 'none') return sql`a.assignee_id is null`;
  return sql`a.assignee_id = ${assigneeId === 'me' ? me : assigneeId}::uuid`;
}

function searchCondition(text: string): Condition {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(a.title ilike ${pattern} or a.location ilike ${pattern} or a.notes ilike ${pattern}
    or c.first_name || ' ' || c.last_name ilike ${pattern})`;
}
