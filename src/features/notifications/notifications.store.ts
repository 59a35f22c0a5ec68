import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Notification } from '../../contracts/notifications.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Notifications } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';

type Row = Omit<Selectable<Notifications>, 'workspaceId' | 'writtenBy'> & { sortKey: string };
/** Whose notifications: a member of a workspace. */
export type Reader = { workspaceId: string; memberId: string };

/** What a member was told, newest first; `position` is exclusive. */
export async function listNotifications(
  tx: Tx,
  reader: Reader,
  unread: boolean | undefined,
  page: { limit: number; position: [string, string] | null },
): Promise<{ item: Notification; position: [string, string] }[]> {
  const after = page.position
    ? sql`(n.created_at, n.id) < (${page.position[0]}::timestamptz, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<Row>`
    select n.id, n.member_id, n.kind, n.title, n.text, n.link, n.contact_id, n.read_at,
      n.created_at, ${timeKey(sql`n.created_at`)} as sort_key
    from notifications n
    where n.workspace_id = ${reader.workspaceId} and n.member_id = ${reader.memberId}
      and ${readCondition(unread)} and ${after}
    order by n.created_at desc, n.id desc
    limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: present(row), position: [row.sortKey, row.id] }));
}

function readCondition(unread: boolean | undefined): RawBuilder<unknown> {
  if (unread === undefined) return sql`true`;
  return unread ? sql`n.read_at is null` : sql`n.read_at is not null`;
}

export async function countUnread(tx: Tx, reader: Reader): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from notifications
    where workspace_id = ${reader.workspaceId} and member_id = ${reader.memberId}
      and read_at is null
  `.execute(tx);
  return rows[0]?.unread ?? 0;
}

/** Marks these as read, or all without `ids`. Ids that are not the member's change nothing. */
export async function markRead(tx: Tx, reader: Reader, ids?: readonly string[]): Promise<void> {
  const chosen = ids === undefined ? sql`true` : sql`id = any(${ids}::uuid[])`;
  await sql`
    update notifications set read_at = clock_timestamp()
    where workspace_id = ${reader.workspaceId} and member_id = ${reader.memberId}
      and read_at is null and ${chosen}
  `.execute(tx);
}

/** The member who made an API key. */
export async function findKeyMaker(
  tx: Tx,
  workspaceId: string,
  keyId: string,
): Promise<string | undefined> {
  const key = await tx
    .selectFrom('apiKeys')
    .select('createdBy')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', keyId)
    .executeTakeFirst();
  return key?.createdBy;
}

function present(row: Row): Notification {
  return {
    id: row.id,
    memberId: row.memberId,
    kind: row.kind,
    title: row.title,
    text: row.text,
    link: row.link,
    contactId: row.contactId,
    readAt: row.readAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
