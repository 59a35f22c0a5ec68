import { sql } from 'kysely';
import { type EffectKind, needContact, needMember, rowsOf } from './effect-kind.ts';

/** A job with a start is scheduled, one without is new. */
export const createJob: EffectKind<'create_job'> = {
  needs: ({ contactId, assigneeId }) => [...needContact(contactId), ...needMember(assigneeId)],
  async apply(tx, items) {
    await sql`
      insert into jobs (workspace_id, id, contact_id, title, description, address, amount,
        scheduled_start, status, assignee_id, written_by)
      select "workspaceId", id, "contactId", title, description, address, amount, "scheduledStart",
        case when "scheduledStart" is null then 'new' else 'scheduled' end, "assigneeId", writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid,
        "contactId" uuid, title text, description text, address text, amount numeric,
        "scheduledStart" timestamptz, "assigneeId" uuid, writer text)
    `.execute(tx);
  },
};

export const updateJob: EffectKind<'update_job'> = {
  needs: ({ jobId, set }) => [{ kind: 'job', id: jobId }, ...needMember(set['assigneeId'])],
  async apply(tx, items) {
    await sql`
      update jobs j set
        status = coalesce(x.set->>'status', j.status),
        title = coalesce(x.set->>'title', j.title),
        address = coalesce(x.set->>'address', j.address),
        amount = coalesce((x.set->>'amount')::numeric, j.amount),
        scheduled_start = case when x.set ? 'scheduledStart'
          then (x.set->>'scheduledStart')::timestamptz else j.scheduled_start end,
        scheduled_end = case when x.set ? 'scheduledEnd'
          then (x.set->>'scheduledEnd')::timestamptz else j.scheduled_end end,
        assignee_id = case when x.set ? 'assigneeId' then (x.set->>'assigneeId')::uuid
          else j.assignee_id end,
        written_by = x.writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb)
        as x ("workspaceId" uuid, "jobId" uuid, set jsonb, writer text)
      where j.workspace_id = x."workspaceId" and j.id = x."jobId"
    `.execute(tx);
  },
};
