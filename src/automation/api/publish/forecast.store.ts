import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Happening } from '../../model/types.ts';

/** Contacts of the workspace, or of one pipeline. */
type Where = { workspaceId: string; pipelineId: string | null };

export async function countContacts(tx: Tx, { workspaceId, pipelineId }: Where): Promise<number> {
  const { rows } = await sql<{ contacts: number }>`
    select count(*) as contacts from contacts
    where workspace_id = ${workspaceId}
      and (${pipelineId}::uuid is null or pipeline_id = ${pipelineId}::uuid)
  `.execute(tx);
  return rows[0]?.contacts ?? 0;
}

/** Every `step`th contact by the hash of its id: a sample that no order of theirs can bend. */
export async function sampleContacts(
  tx: Tx,
  { workspaceId, pipelineId }: Where,
  { step, limit }: { step: number; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from contacts
    where workspace_id = ${workspaceId}
      and (${pipelineId}::uuid is null or pipeline_id = ${pipelineId}::uuid)
      and abs(uuid_hash(id)::bigint) % ${step} = 0
    limit ${limit}
  `.execute(tx);
  return rows.map((row) => row.id);
}

/** Events that automations were to look at. */
type Span = { workspaceId: string; types: readonly string[]; days: number };

export async function countEvents(tx: Tx, { workspaceId, types, days }: Span): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select count(*) as events from events
    where workspace_id = ${workspaceId} and at > now() - make_interval(days => ${days})
      and type = any(${types}::text[]) and automations <> 'no'
  `.execute(tx);
  return rows[0]?.events ?? 0;
}

type EventRow = Pick<Happening, 'type' | 'actor' | 'subjectId' | 'contactId' | 'changes'> & {
  id: number;
  at: Date;
};

/** Every `step`th event of these types. */
export async function sampleEvents(
  tx: Tx,
  { workspaceId, types, days }: Span,
  { step, limit }: { step: number; limit: number },
): Promise<Happening[]> {
  const { rows } = await sql<EventRow>`
    select id, type, at, actor, subject_id, contact_id, changes from events
    where workspace_id = ${workspaceId} and at > now() - make_interval(days => ${days})
      and type = any(${types}::text[]) and automations <> 'no' and id % ${step} = 0
    limit ${limit}
  `.execute(tx);
  return rows.map(({ id, at, ...row }) => ({
    ...row,
    key: `event:${id}`,
    at: at.toISOString(),
    cause: null,
    depth: 0,
    data: {},
  }));
}

/** Published versions of the other automations that are switched on. */
export async function activeDefinitions(
  tx: Tx,
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
): Promise<{ automationId: string; name: string; definition: unknown }[]> {
  const { rows } = await sql<{ automationId: string; name: string; definition: unknown }>`
    select a.id as automation_id, a.name, v.definition
    from automations a
    join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
      and v.number = a.version
    where a.workspace_id = ${workspaceId} and a.id <> ${automationId} and a.status = 'active'
    order by a.id
  `.execute(tx);
  return rows;
}
