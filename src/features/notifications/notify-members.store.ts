import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

export type NewNotification = {
  workspaceId: string;
  memberIds: readonly string[];
  /** 'task_assigned', 'run_failed' … */
  kind: string;
  /** Cut at 300 characters. */
  title: string;
  text?: string;
  /** A path of the web app. */
  link?: string;
  contactId?: string;
  /** 'actor|cause|depth|number', from the automation engine alone. */
  writtenBy?: string;
};

/** Tells members something, each once; ids that are no member's of the workspace are left out. */
export async function notifyMembers(tx: Tx, notification: NewNotification): Promise<void> {
  const { workspaceId, memberIds, kind, title, text = '', link, contactId } = notification;
  await sql`
    insert into notifications
      (workspace_id, member_id, kind, title, text, link, contact_id, written_by)
    select m.workspace_id, m.id, ${kind}, left(${title}, 300), ${text}, ${link ?? null},
      (select c.id from contacts c
        where c.workspace_id = m.workspace_id and c.id = ${contactId ?? null}::uuid),
      ${notification.writtenBy ?? null}
    from members m
    where m.workspace_id = ${workspaceId} and m.id = any(${memberIds}::uuid[])
  `.execute(tx);
}
