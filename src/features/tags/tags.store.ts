import { type RawBuilder, sql } from 'kysely';
import type { Tag, TagInput } from '../../contracts/tags.ts';
import type { Tx } from '../../platform/database/database.ts';

type TagRow = Omit<Tag, 'createdAt'> & { createdAt: Date };
type Ref = { workspaceId: string; tagId: string };

/** Tags by name, each with how many contacts have it; `after` is the last name shown. */
export async function listTags(
  tx: Tx,
  query: { workspaceId: string; q: string | undefined; limit: number; after: string | null },
): Promise<{ item: Tag; position: [string] }[]> {
  const { workspaceId, q = '', after } = query;
  const pattern = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const beyond =
    after === null ? sql`true` : sql`(lower(t.name), t.name) > (lower(${after}::text), ${after})`;
  const { rows } = await sql<TagRow>`
    select t.id, t.name, t.colour, t.created_at, coalesce(n.contacts, 0) as contact_count
    from tags t
    left join (
      select tag, count(distinct c.id) as contacts
      from contacts c, unnest(c.tags) as tag
      where c.workspace_id = ${workspaceId} and c.tags <> '{}'
      group by tag) n on n.tag = t.name
    where t.workspace_id = ${workspaceId} and t.name ilike ${pattern} and ${beyond}
    order by lower(t.name), t.name limit ${query.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: present(row), position: [row.name] }));
}

export async function findTag(tx: Tx, { workspaceId, tagId }: Ref): Promise<Tag | undefined> {
  const { rows } = await sql<TagRow>`
    select t.id, t.name, t.colour, t.created_at,
      (select count(*) from contacts c
       where c.workspace_id = t.workspace_id and c.tags @> array[t.name]) as contact_count
    from tags t where t.workspace_id = ${workspaceId} and t.id = ${tagId}
  `.execute(tx);
  return rows[0] && present(rows[0]);
}

/** Id of the new tag; undefined when the name is taken. */
export async function insertTag(
  tx: Tx,
  workspaceId: string,
  input: TagInput,
): Promise<string | undefined> {
  const row = await tx
    .insertInto('tags')
    .values({ ...input, workspaceId })
    .onConflict((clash) => clash.columns(['workspaceId', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function nameIsTaken(tx: Tx, workspaceId: string, name: string): Promise<boolean> {
  const row = await tx
    .selectFrom('tags')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateTag(
  tx: Tx,
  ref: Ref,
  values: { name?: string; colour?: string },
): Promise<void> {
  await tx
    .updateTable('tags')
    .set(values)
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.tagId)
    .execute();
}

export async function deleteTag(tx: Tx, ref: Ref): Promise<void> {
  await tx
    .deleteFrom('tags')
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.tagId)
    .execute();
}

/** Puts another name in the place of a tag's on every contact that has it; null takes it off. */
export async function renameOnContacts(
  tx: Tx,
  workspaceId: string,
  from: string,
  to: string | null,
): Promise<void> {
  const tags =
    to === null
      ? sql`array_remove(c.tags, ${from}::text)`
      : sql`array_replace(c.tags, ${from}::text, ${to}::text)`;
  await sql`update contacts c set tags = ${tags}
    where c.workspace_id = ${workspaceId} and c.tags @> array[${from}::text]`.execute(tx);
}

export type Retag = {
  workspaceId: string;
  contactIds: readonly string[];
  add: readonly string[];
  remove: readonly string[];
};

/** Locks the contacts and tells how many tags the fullest would have. */
export async function lockForRetag(tx: Tx, retag: Retag): Promise<number> {
  const { rows } = await sql<{ tags: number }>`
    select cardinality(${retagged(retag)}) as tags from contacts c
    where c.workspace_id = ${retag.workspaceId} and c.id = any(${retag.contactIds}::uuid[])
    order by c.id for update
  `.execute(tx);
  return Math.max(0, ...rows.map((row) => row.tags));
}

/** Returns how many contacts have other tags now. */
export async function retagContacts(tx: Tx, retag: Retag): Promise<number> {
  const { numAffectedRows } = await sql`
    update contacts c set tags = ${retagged(retag)}
    where c.workspace_id = ${retag.workspaceId} and c.id = any(${retag.contactIds}::uuid[])
      and c.tags <> ${retagged(retag)}
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** A contact's tags afterwards: in the order they came, each once. */
function retagged({ add, remove }: Retag): RawBuilder<string[]> {
  return sql`array(
    select t from unnest(c.tags || ${add}::text[]) with ordinality as u (t, n)
    where t <> all(${remove}::text[]) group by t order by min(n))`;
}

function present(row: TagRow): Tag {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
