import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Reference } from '../../model/types.ts';

/** A thing of the workspace that a definition names; `within` is the pipeline of a stage. */
export type NamedReference = Reference & { name: string; within: string | null };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a thing can have this id, and not only this name. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** Those that are there, with their names: e-mail addresses of members, labels of custom fields. */
export async function findReferences(
  tx: Tx,
  workspaceId: string,
  references: readonly Reference[],
): Promise<NamedReference[]> {
  if (references.length === 0) return [];
  const byId = references.filter(({ id }) => isId(id));
  const idsOf = (kind: Reference['kind']) =>
    byId.filter((reference) => reference.kind === kind).map(({ id }) => id);
  const wordsOf = (kind: Reference['kind']) =>
    references.filter((reference) => reference.kind === kind).map(({ id }) => id);
  const { rows } = await sql<NamedReference>`
    select 'stage' as kind, s.id::text, s.name, p.name as within
    from stages s join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
    where s.workspace_id = ${workspaceId} and s.id = any(${idsOf('stage')}::uuid[])
      and s.archived_at is null
    union all
    select 'pipeline', p.id::text, p.name, null from pipelines p
    where p.workspace_id = ${workspaceId} and p.id = any(${idsOf('pipeline')}::uuid[])
    union all
    select 'member', m.id::text, u.email, null
    from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId} and m.id = any(${idsOf('member')}::uuid[])
    union all
    select 'automation', a.id::text, a.name, null from automations a
    where a.workspace_id = ${workspaceId} and a.id = any(${idsOf('automation')}::uuid[])
    union all
    select 'channel', c.id::text, c.name, null from channels c
    where c.workspace_id = ${workspaceId} and c.id = any(${idsOf('channel')}::uuid[])
    union all
    select 'tag', t.name, t.name, null from tags t
    where t.workspace_id = ${workspaceId} and t.name = any(${wordsOf('tag')}::text[])
    union all
    select 'custom_field', f.key, f.label, null from custom_fields f
    where f.workspace_id = ${workspaceId} and f.key = any(${wordsOf('custom_field')}::text[])
  `.execute(tx);
  return rows;
}

/** The same thing in this workspace, by its name; the oldest of several. */
export async function findByName(
  tx: Tx,
  workspaceId: string,
  wanted: { kind: string; name: string; within: string | null },
): Promise<string | undefined> {
  const { kind, name, within } = wanted;
  const { rows } = await sql<{ id: string }>`
    select found.id::text from (
      select s.id, s.created_at from stages s
      join pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
      where ${kind} = 'stage' and s.workspace_id = ${workspaceId} and lower(s.name) = lower(${name})
        and lower(p.name) = lower(${within}::text) and s.archived_at is null
      union all
      select p.id, p.created_at from pipelines p
      where ${kind} = 'pipeline' and p.workspace_id = ${workspaceId}
        and lower(p.name) = lower(${name})
      union all
      select m.id, m.created_at from members m join users u on u.id = m.user_id
      where ${kind} = 'member' and m.workspace_id = ${workspaceId}
        and lower(u.email) = lower(${name})
      union all
      select a.id, a.created_at from automations a
      where ${kind} = 'automation' and a.workspace_id = ${workspaceId}
        and lower(a.name) = lower(${name})
      union all
      select c.id, c.created_at from channels c
      where ${kind} = 'channel' and c.workspace_id = ${workspaceId}
        and lower(c.name) = lower(${name})) found
    order by found.created_at, found.id limit 1
  `.execute(tx);
  return rows[0]?.id;
}
