import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** Event types that the audit log keeps, by the word before the dot. */
const auditedSubjects = [
  'contact',
  'pipeline',
  'stage',
  'page',
  'member',
  'invitation',
  'api_key',
  'workspace',
  'channel',
  'automation',
  'tag',
  'custom_field',
  'task',
  'appointment',
  'job',
  'note',
];

/** Fields of a contact that every message changes: alone they are no news for an audit. */
const messageCounters = [
  'lastInteractionAt',
  'lastInboundAt',
  'lastMessage',
  'lastMessageDirection',
  'lastPlatform',
  'messageCount',
  'unreadCount',
];

export type ReaderPosition = { xid: number; id: number };

/**
 * Takes the audit's reader for this transaction: null when another process has it. Calls
 * `current_event_epoch()` first, which rewrites the stored transaction ids after a restore.
 */
export async function takeReader(tx: Tx): Promise<ReaderPosition | null> {
  await sql`select current_event_epoch()`.execute(tx);
  await sql`insert into event_readers (name) values ('audit') on conflict do nothing`.execute(tx);
  const { rows } = await sql<ReaderPosition>`
    select xid, id from event_readers where name = 'audit' for update skip locked
  `.execute(tx);
  return rows[0] ?? null;
}

export type Window = { position: ReaderPosition; width: number; limit: number };
export type Projected = {
  /** Events read, and entries made of them. */
  read: number;
  written: number;
  /** Where to go on. */
  next: ReaderPosition;
  /** Nothing committed is left before the oldest running transaction. */
  caughtUp: boolean;
};

/**
 * Copies the next events after `position`, in order of (xid, id), up to the oldest running
 * transaction and within `width` transaction ids, and moves the reader: one statement, one
 * snapshot. Without the width a backlog would be sorted whole for every batch.
 */
export async function projectWindow(tx: Tx, window: Window): Promise<Projected> {
  const { position, width, limit } = window;
  const { rows } = await sql<{
    read: number;
    written: number;
    xid: number;
    id: number;
    caughtUp: boolean;
  }>`
    with bound as materialized (
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xmin),
    batch as materialized (
      select e.* from events e
      where e.xid >= ${position.xid}
        and e.xid < least((select xmin from bound), ${position.xid + width}::bigint)
        and (e.xid, e.id) > (${position.xid}::bigint, ${position.id}::bigint)
      order by e.xid, e.id limit ${limit}),
    copied as (
      insert into audit_entries (workspace_id, event_id, at, action, subject_type, subject_id,
        contact_id, changes, actor, cause)
      select b.workspace_id, b.id, b.at, b.type, split_part(b.type, '.', 1), b.subject_id,
        b.contact_id, b.changes, b.actor, b.cause
      from batch b join workspaces w on w.id = b.workspace_id
      where split_part(b.type, '.', 1) = any(${auditedSubjects}::text[])
        and (b.type <> 'contact.updated' or b.changes - ${messageCounters}::text[] <> '{}')
      on conflict (workspace_id, event_id) do nothing
      returning 1),
    goal as (
      -- A full batch ends at its last event; any other has read everything below the bound.
      select case when (select count(*) from batch) = ${limit}
          then (select max(xid) from batch)
          else greatest(${position.xid}::bigint,
            least((select xmin from bound), ${position.xid + width}::bigint) - 1) end as xid),
    moved as (
      select g.xid, coalesce(
        (select max(b.id) from batch b where b.xid = g.xid),
        case when g.xid = ${position.xid}::bigint then ${position.id}::bigint else 0 end) as id
      from goal g),
    saved as (
      update event_readers r set xid = m.xid, id = m.id, moved_at = now()
      from moved m where r.name = 'audit' and (r.xid, r.id) <> (m.xid, m.id))
    select (select count(*) from batch) as read, (select count(*) from copied) as written,
      m.xid, m.id,
      (select count(*) from batch) < ${limit}
        and (select xmin from bound) <= ${position.xid + width}::bigint as caught_up
    from moved m
  `.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('the audit projection gave no answer');
  const { read, written, xid, id, caughtUp } = row;
  return { read, written, next: { xid, id }, caughtUp };
}

/** Makes coming event partitions and drops those older than `keepDays` days. Returns their names. */
export async function keepEventPartitions(tx: Tx, keepDays: number): Promise<string[]> {
  const { rows } = await sql<{ done: string[] }>`
    select keep_event_partitions(${keepDays}) as done
  `.execute(tx);
  return rows[0]?.done ?? [];
}
