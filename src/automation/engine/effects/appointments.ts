import { sql } from 'kysely';
import { type EffectKind, needContact, needMember, rowsOf } from './effect-kind.ts';

export const createAppointment: EffectKind<'create_appointment'> = {
  needs: ({ contactId, assigneeId }) => [...needContact(contactId), ...needMember(assigneeId)],
  async apply(tx, items) {
    await sql`
      insert into appointments (workspace_id, id, contact_id, title, starts_at, duration_minutes,
        time_zone, location, assignee_id, written_by)
      select "workspaceId", id, "contactId", title, "startsAt", "durationMinutes", "timeZone",
        location, "assigneeId", writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid,
        "contactId" uuid, title text, "startsAt" timestamptz, "durationMinutes" int, "timeZone" text,
        location text, "assigneeId" uuid, writer text)
    `.execute(tx);
  },
};

export const updateAppointment: EffectKind<'update_appointment'> = {
  needs: ({ appointmentId, set }) => [
    { kind: 'appointment', id: appointmentId },
    ...needMember(set['assigneeId']),
  ],
  async apply(tx, items) {
    await sql`
      update appointments a set
        status = coalesce(x.set->>'status', a.status),
        starts_at = coalesce((x.set->>'startsAt')::timestamptz, a.starts_at),
        duration_minutes = coalesce((x.set->>'durationMinutes')::int, a.duration_minutes),
        location = coalesce(x.set->>'location', a.location),
        assignee_id = case when x.set ? 'assigneeId' then (x.set->>'assigneeId')::uuid
          else a.assignee_id end,
        written_by = x.writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb)
        as x ("workspaceId" uuid, "appointmentId" uuid, set jsonb, writer text)
      where a.workspace_id = x."workspaceId" and a.id = x."appointmentId"
    `.execute(tx);
  },
};
