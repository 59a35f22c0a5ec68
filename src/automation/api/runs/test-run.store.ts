import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';

/** Tables of what a happening may be about, by the first word of its type. */
const tables: Record<string, string> = {
  message: 'messages',
  conversation: 'conversations',
  appointment: 'appointments',
  task: 'tasks',
  job: 'jobs',
  note: 'notes',
  analysis: 'analyses',
  hook_call: 'hook_calls',
};

/** The newest thing of this kind that the contact has; null: none, or a contact has none. */
export async function findNewestSubject(
  tx: Tx,
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
  kind: string,
): Promise<string | null> {
  const table = tables[kind];
  if (table === undefined) return null;
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(table)} t
    where t.workspace_id = ${workspaceId} and t.contact_id = ${contactId}
    order by t.id desc limit 1
  `.execute(tx);
  return rows[0]?.id ?? null;
}
