import { sql } from 'kysely';
import { Definition } from '../../contracts/automation-definition.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { TimerSubject } from '../catalog/define.ts';
import type { VersionRef } from './library.ts';
import { recordsetOf } from './recordset.ts';

export type TimerRow = {
  workspaceId: string;
  automationId: string;
  version: number;
  key: string;
  contactId: string | null;
  subjectId: string | null;
  lane: number;
  dueAt: string | null;
};

/** Sets timers, each at most once for an automation and what it watches. */
export async function writeTimers(tx: Tx, rows: readonly TimerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into automation_timers
      (workspace_id, automation_id, version, key, contact_id, subject_id, lane, due_at)
    select x."workspaceId", a.id, x.version, x.key, x."contactId", x."subjectId", x.lane, x."dueAt"
    from jsonb_to_recordset(${recordsetOf(rows)}::jsonb) as x ("workspaceId" uuid,
      "automationId" uuid, version int, key text, "contactId" uuid, "subjectId" uuid, lane smallint,
      "dueAt" timestamptz)
    join automations a on a.workspace_id = x."workspaceId" and a.id = x."automationId"
    on conflict (workspace_id, automation_id, key) do update set due_at = excluded.due_at,
      version = excluded.version
  `.execute(tx);
}

export async function dropTimers(tx: Tx, rows: readonly TimerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from automation_timers where (workspace_id, automation_id, key) in (select * from unnest(
      ${rows.map((row) => row.workspaceId)}::uuid[], ${rows.map((row) => row.automationId)}::uuid[],
      ${rows.map((row) => row.key)}::text[]))
  `.execute(tx);
}

export type Subject = { id: string; contactId: string | null; lane: number };

/** Things of a workspace that a timer may watch, in order of their ids. */
export async function listSubjects(
  tx: Tx,
  page: { workspaceId: string; subject: TimerSubject; after: string | null; limit: number },
): Promise<Subject[]> {
  const { workspaceId, subject, after, limit } = page;
  if (subject === 'workspace') {
    const { rows } = await sql<Subject>`
      select id, null::uuid as contact_id, uuid_hash(id) & 63 as lane from workspaces
      where id = ${workspaceId} and ${after}::uuid is null
    `.execute(tx);
    return rows;
  }
  const tables = {
    contact: ['contacts', 'id'],
    conversation: ['conversations', 'contact_id'],
    appointment: ['appointments', 'contact_id'],
    task: ['tasks', 'contact_id'],
    job: ['jobs', 'contact_id'],
  } as const;
  const [table, contact] = tables[subject];
  const { rows } = await sql<Subject>`
    select t.id, t.${sql.ref(contact)} as contact_id,
      uuid_hash(coalesce(t.${sql.ref(contact)}, t.id)) & 63 as lane
    from ${sql.table(table)} t
    where t.workspace_id = ${workspaceId} and (${after}::uuid is null or t.id > ${after}::uuid)
    order by t.id limit ${limit}
  `.execute(tx);
  return rows;
}

/** A published version as it was published. */
export async function findDefinition(tx: Tx, ref: VersionRef): Promise<Definition> {
  const row = await tx
    .selectFrom('automationVersions')
    .select('definition')
    .where('workspaceId', '=', ref.workspaceId)
    .where('automationId', '=', ref.automationId)
    .where('number', '=', ref.version)
    .executeTakeFirstOrThrow();
  return Definition.parse(row.definition);
}
