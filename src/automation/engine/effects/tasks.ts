import { sql } from 'kysely';
import { type EffectKind, needContact, needMember, rowsOf } from './effect-kind.ts';

/** New tasks; whom one is given to is told. */
export const createTask: EffectKind<'create_task'> = {
  needs: ({ contactId, assigneeId }) => [...needContact(contactId), ...needMember(assigneeId)],
  async apply(tx, items) {
    await sql`
      with given as materialized (
        select * from jsonb_to_recordset(${rowsOf(items)}::jsonb) as x ("workspaceId" uuid, id uuid,
          "contactId" uuid, title text, description text, priority text, "assigneeId" uuid,
          "dueAt" timestamptz, writer text)),
      told as (
        insert into notifications (workspace_id, member_id, kind, title, link, contact_id, written_by)
        select "workspaceId", "assigneeId", 'task_assigned', left('New task: ' || title, 300),
          '/tasks?task=' || id, "contactId", writer
        from given where "assigneeId" is not null)
      insert into tasks (workspace_id, id, contact_id, title, description, priority, assignee_id,
        due_at, written_by)
      select "workspaceId", id, "contactId", title, description, priority, "assigneeId", "dueAt",
        writer
      from given
    `.execute(tx);
  },
};

export const updateTask: EffectKind<'update_task'> = {
  needs: ({ taskId, set }) => [{ kind: 'task', id: taskId }, ...needMember(set['assigneeId'])],
  async apply(tx, items) {
    await sql`
      update tasks t set
        status = coalesce(x.set->>'status', t.status),
        priority = coalesce(x.set->>'priority', t.priority),
        assignee_id = case when x.set ? 'assigneeId' then (x.set->>'assigneeId')::uuid
          else t.assignee_id end,
        due_at = case when x.set ? 'dueAt' then (x.set->>'dueAt')::timestamptz else t.due_at end,
        written_by = x.writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb)
        as x ("workspaceId" uuid, "taskId" uuid, set jsonb, writer text)
      where t.workspace_id = x."workspaceId" and t.id = x."taskId"
    `.execute(tx);
  },
};

/** Without a title: every open task of the contact. */
export const completeTasks: EffectKind<'complete_tasks'> = {
  needs: ({ contactId }) => needContact(contactId),
  async apply(tx, items) {
    await sql`
      update tasks t set status = 'completed', written_by = x.writer
      from jsonb_to_recordset(${rowsOf(items)}::jsonb)
        as x ("workspaceId" uuid, "contactId" uuid, title text, writer text)
      where t.workspace_id = x."workspaceId" and t.contact_id = x."contactId"
        and t.status in ('open', 'in_progress') and (x.title is null or t.title = x.title)
    `.execute(tx);
  },
};
