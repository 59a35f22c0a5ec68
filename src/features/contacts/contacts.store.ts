import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type {
  Contact,
  ContactCard,
  ContactChange,
  ContactFilter,
  ContactIdentity,
  ContactInput,
} from '../../contracts/contacts.ts';
import type { Actor, Tx } from '../../platform/database/database.ts';
import { type CardRow, cardColumns, presentCard } from './contact-card.ts';
import { contactCondition } from './contact-conditions.ts';
import type { ContactSort } from './contact-sorts.ts';

type KeyedRow = CardRow & { sortKey: string };
type ContactRow = CardRow & {
  email: string | null;
  phone: string | null;
  fields: unknown;
  timeZone: string | null;
  updatedAt: Date;
  identities: z.infer<typeof ContactIdentity>[];
};
type Scope = { workspaceId: string; actor: Actor };

/** Cards that a filter finds, in an order; `position` is exclusive. */
export async function listContacts(
  tx: Tx,
  filter: Partial<ContactFilter>,
  sort: ContactSort,
  page: { limit: number; position: [string, string] | null },
): Promise<{ item: ContactCard; position: [string, string] }[]> {
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const beyond = sort.descending ? sql`<` : sql`>`;
  const after = page.position
    ? sql`(${sort.by}, c.id) ${beyond} (${sort.parse(page.position[0])}, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<KeyedRow>`
    select ${cardColumns}, ${sort.key} as sort_key
    from contacts c
    where ${contactCondition(filter)} and ${after}
    order by ${sort.by} ${direction}, c.id ${direction}
    limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: presentCard(row), position: [row.sortKey, row.id] }));
}

export async function findContact(tx: Tx, contactId: string): Promise<Contact | undefined> {
  const { rows } = await sql<ContactRow>`
    select ${cardColumns}, c.email, c.phone, c.fields, c.time_zone, c.updated_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'channelId', i.channel_id,
          'platform', h.platform, 'externalId', i.external_id, 'name', i.name,
          'username', i.username) order by i.created_at, i.id)
        from contact_identities i
        join channels h on h.workspace_id = i.workspace_id and h.id = i.channel_id
        where i.workspace_id = c.workspace_id and i.contact_id = c.id), '[]') as identities
    from contacts c where c.id = ${contactId}
  `.execute(tx);
  return rows[0] && presentContact(rows[0]);
}

function presentContact(row: ContactRow): Contact {
  return {
    ...presentCard(row),
    email: row.email,
    phone: row.phone,
    fields: presentFields(row.fields),
    timeZone: row.timeZone,
    identities: row.identities,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A list or object that somebody wrote with psql leaves as its JSON text. */
function presentFields(fields: unknown): Contact['fields'] {
  const shown = Object.entries(fields ?? {}).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(shown);
}

/** `fields` is the column's new value as SQL. */
type NewContact = Omit<ContactInput, 'stageId' | 'fields'> & { fields: RawBuilder<string> };
type ColumnChange = Omit<ContactChange, 'fields'> & { fields?: RawBuilder<string> };

/** A new contact without a stage. Returns its id. */
export async function insertContact(
  tx: Tx,
  { workspaceId }: Scope,
  input: NewContact,
): Promise<string> {
  const { tags, email, phone } = input;
  const derived = { tags: [...new Set(tags)], hasEmail: email !== null, hasSms: phone !== null };
  const { id } = await tx
    .insertInto('contacts')
    .values({ ...input, ...derived, workspaceId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateContact(
  tx: Tx,
  { workspaceId, actor }: Scope,
  contactId: string,
  change: ColumnChange,
): Promise<void> {
  const { locked, tags, ...columns } = change;
  const lock =
    locked === undefined
      ? {}
      : { lockedAt: locked ? new Date() : null, lockedBy: locked ? actor : null };
  const values = { ...columns, ...distinct(tags), ...lock, ...reachability(change) };
  if (Object.keys(values).length > 0) {
    await tx
      .updateTable('contacts')
      .set(values)
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', contactId)
      .execute();
  }
  if (change.unreadCount === 0) await markConversationsRead(tx, workspaceId, contactId);
}

function distinct(tags: readonly string[] | undefined) {
  return tags === undefined ? {} : { tags: [...new Set(tags)] };
}

function reachability({ email, phone }: ColumnChange) {
  return {
    ...(email === undefined ? {} : { hasEmail: email !== null }),
    ...(phone === undefined ? {} : { hasSms: phone !== null }),
  };
}

async function markConversationsRead(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ unreadCount: 0 })
    .where('workspaceId', '=', workspaceId)
    .where('contactId', '=', contactId)
    .where('unreadCount', '>', 0)
    .execute();
}

/** Returns whether there was such a contact. */
export async function removeContact(tx: Tx, contactId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('contacts')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ids of contacts that a filter finds, the most recently active first, at most `limit`. */
export async function findContactIds(
  tx: Tx,
  filter: Partial<ContactFilter>,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from contacts c where ${contactCondition(filter)}
    order by coalesce(c.last_interaction_at, c.created_at) desc, c.id desc limit ${limit}
  `.execute(tx);
  return rows.map((row) => row.id);
}

export async function countContacts(tx: Tx, filter: Partial<ContactFilter>): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from contacts c where ${contactCondition(filter)}
  `.execute(tx);
  return rows[0]?.found ?? 0;
}

export async function contactExists(tx: Tx, contactId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether the id is a member's of this workspace. */
export async function memberExists(tx: Tx, memberId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .executeTakeFirst();
  return found !== undefined;
}

export async function pipelineExists(tx: Tx, pipelineId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('pipelines')
    .select('id')
    .where('id', '=', pipelineId)
    .executeTakeFirst();
  return found !== undefined;
}
