import { type RawBuilder, type Selectable, sql } from 'kysely';
import type {
  Appointment,
  AppointmentChange,
  AppointmentInput,
  AppointmentQuery,
  AppointmentStatus,
} from '../../contracts/appointments.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Appointments } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import { type AppointmentFilter, appointmentCondition } from './appointment-conditions.ts';

type Row = Omit<Selectable<Appointments>, 'workspaceId' | 'writtenBy'> & {
  contactName: string;
  assigneeName: string | null;
};

/** Columns of an answer, of appointments `a` with contacts `c` and the assignee's user `u`. */
const columns = sql.raw(`a.id, a.contact_id, a.title, a.status, a.starts_at, a.duration_minutes,
  a.time_zone, a.location, a.notes, a.assignee_id, a.reschedules, a.created_at, a.updated_at,
  btrim(c.first_name || ' ' || c.last_name) as contact_name, u.name as assignee_name`);
const tables = sql.raw(`appointments a
  join contacts c on c.workspace_id = a.workspace_id and c.id = a.contact_id
  left join members m on m.workspace_id = a.workspace_id and m.id = a.assignee_id
  left join users u on u.id = m.user_id`);

const orders: Record<AppointmentQuery['sort'], { by: RawBuilder<unknown>; descending: boolean }> = {
  start: { by: sql`a.starts_at`, descending: false },
  startLatest: { by: sql`a.starts_at`, descending: true },
  newest: { by: sql`a.created_at`, descending: true },
};

/** Appointments that a filter finds, in an order; `position` is exclusive. */
export async function listAppointments(
  tx: Tx,
  filter: AppointmentFilter,
  sort: AppointmentQuery['sort'],
  page: { limit: number; position: [string, string] | null },
): Promise<{ item: Appointment; position: [string, string] }[]> {
  const { by, descending } = orders[sort];
  const direction = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const after = page.position
    ? sql`(${by}, a.id) ${beyond} (${page.position[0]}::timestamptz, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<Row & { sortKey: string }>`
    select ${columns}, ${timeKey(by)} as sort_key from ${tables}
    where ${appointmentCondition(filter)} and ${after}
    order by ${by} ${direction}, a.id ${direction}
    limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: present(row), position: [row.sortKey, row.id] }));
}

export async function findAppointment(tx: Tx, id: string): Promise<Appointment | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${tables} where a.id = ${id}`.execute(tx);
  return rows[0] && present(rows[0]);
}

/** What a change needs to know, locked until it is done. */
export async function lockAppointment(
  tx: Tx,
  id: string,
): Promise<{ status: AppointmentStatus; assigneeId: string | null; updatedAt: Date } | undefined> {
  const row = await tx
    .selectFrom('appointments')
    .select(['status', 'assigneeId', 'updatedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, status: row.status as AppointmentStatus };
}

/** Makes one, in the workspace's time zone unless another is given. Returns its id. */
export async function insertAppointment(
  tx: Tx,
  workspaceId: string,
  { timeZone, ...input }: AppointmentInput,
): Promise<string> {
  const { id } = await tx
    .insertInto('appointments')
    .values((build) => ({
      ...input,
      workspaceId,
      timeZone:
        timeZone ??
        build
          .selectFrom('workspaces')
          .select('timeZone')
          .where('id', '=', workspaceId)
          .$asScalar()
          .$notNull(),
    }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAppointment(
  tx: Tx,
  id: string,
  change: Omit<AppointmentChange, 'unchangedSince'>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx.updateTable('appointments').set(change).where('id', '=', id).execute();
}

/** Returns whether there was such an appointment. */
export async function removeAppointment(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('appointments')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function present(row: Row): Appointment {
  const endsAt = new Date(row.startsAt.getTime() + row.durationMinutes * 60_000);
  return {
    id: row.id,
    contactId: row.contactId,
    contactName: row.contactName,
    title: row.title,
    status: row.status as AppointmentStatus,
    startsAt: row.startsAt.toISOString(),
    durationMinutes: row.durationMinutes,
    endsAt: endsAt.toISOString(),
    timeZone: row.timeZone,
    location: row.location,
    notes: row.notes,
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    reschedules: row.reschedules,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
