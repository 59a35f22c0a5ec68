import { sql } from 'kysely';
import type { Sync } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { SyncProgress } from './sync.rules.ts';

/** A worker renews its hold on a sync; when it has died, another goes on after this long. */
export const leaseSeconds = 15;

export type SyncKind = 'full' | 'incremental' | 'retry';
type Key = { workspaceId: string; syncId: string };
/** A worker's hold on a sync; worth nothing once another worker has taken it up. */
export type SyncHold = Key & { attempt: number };

export const syncColumns = [
  'id',
  'pageId',
  'kind',
  'status',
  'total',
  'synced',
  'failed',
  'cutOff',
  'waitingUntil',
  'errorCode',
  'errorMessage',
  'requestedBy',
  'createdAt',
  'startedAt',
  'completedAt',
] as const;

type SyncRow = {
  [K in keyof Sync]: K extends `${string}At` | 'waitingUntil'
    ? null extends Sync[K]
      ? Date | null
      : Date
    : K extends 'kind' | 'status'
      ? string
      : Sync[K];
};

/** The one presenter of syncs. */
export function presentSync(row: SyncRow): Sync {
  return {
    ...row,
    kind: row.kind as Sync['kind'],
    status: row.status as Sync['status'],
    waitingUntil: row.waitingUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}

/** Makes a sync, or returns the one that is active: a Page has one at a time. */
export async function insertSync(
  tx: Tx,
  input: { workspaceId: string; pageId: string; kind: SyncKind; requestedBy: string },
): Promise<{ sync: Sync; isNew: boolean }> {
  for (;;) {
    const made = await tx
      .insertInto('syncs')
      .values(input)
      .onConflict((conflict) =>
        conflict
          .columns(['workspaceId', 'pageId'])
          .where('status', 'in', ['PENDING', 'IN_PROGRESS'])
          .doNothing(),
      )
      .returning(syncColumns)
      .executeTakeFirst();
    if (made) return { sync: presentSync(made), isNew: true };
    const active = await activeSync(tx, input.workspaceId, input.pageId);
    if (active) return { sync: active, isNew: false };
  }
}

async function activeSync(tx: Tx, workspaceId: string, pageId: string): Promise<Sync | undefined> {
  const row = await tx
    .selectFrom('syncs')
    .select(syncColumns)
    .where('workspaceId', '=', workspaceId)
    .where('pageId', '=', pageId)
    .where('status', 'in', ['PENDING', 'IN_PROGRESS'])
    .executeTakeFirst();
  return row && presentSync(row);
}

export async function findSync(tx: Tx, key: Key): Promise<Sync | undefined> {
  const row = await tx
    .selectFrom('syncs')
    .select(syncColumns)
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.syncId)
    .executeTakeFirst();
  return row && presentSync(row);
}

/** Newest first; ids are time-ordered, so the id is the cursor. */
export async function listSyncs(
  tx: Tx,
  page: { workspaceId: string; pageId: string; before: string | undefined; limit: number },
): Promise<Sync[]> {
  const rows = await tx
    .selectFrom('syncs')
    .select(syncColumns)
    .where('workspaceId', '=', page.workspaceId)
    .where('pageId', '=', page.pageId)
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(presentSync);
}

export type ClaimedSync = {
  pageId: string;
  kind: SyncKind;
  progress: SyncProgress;
  attempt: number;
};

/** Takes hold of a sync that nobody works on; undefined when it ended or another worker has it. */
export async function claimSync(tx: Tx, key: Key): Promise<ClaimedSync | undefined> {
  const { rows } = await sql<ClaimedSync>`
    update syncs set status = 'IN_PROGRESS', started_at = coalesce(started_at, now()),
      lease_until = now() + make_interval(secs => ${leaseSeconds}), waiting_until = null,
      attempt = attempt + 1
    where workspace_id = ${key.workspaceId} and id = ${key.syncId}
      and status in ('PENDING', 'IN_PROGRESS')
      and (lease_until is null or lease_until < now())
      and (waiting_until is null or waiting_until <= now())
    returning page_id, kind, progress, attempt`.execute(tx);
  return rows[0];
}

/** Keeps the hold. Tells whether somebody asked to cancel. */
export async function renewLease(tx: Tx, hold: SyncHold): Promise<{ cancelRequested: boolean }> {
  const row = await tx
    .updateTable('syncs')
    .set({ leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
    .where('workspaceId', '=', hold.workspaceId)
    .where('id', '=', hold.syncId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'IN_PROGRESS')
    .returning('cancelRequestedAt')
    .executeTakeFirst();
  return { cancelRequested: row === undefined || row.cancelRequestedAt !== null };
}

/** Locks the sync for this page of work: a cancel is seen before anything more is brought in. */
export async function lockForPage(tx: Tx, hold: SyncHold): Promise<'go_on' | 'cancel'> {
  const row = await tx
    .selectFrom('syncs')
    .select(['status', 'cancelRequestedAt'])
    .where('workspaceId', '=', hold.workspaceId)
    .where('id', '=', hold.syncId)
    .where('attempt', '=', hold.attempt)
    .forUpdate()
    .executeTakeFirst();
  return row?.status === 'IN_PROGRESS' && row.cancelRequestedAt === null ? 'go_on' : 'cancel';
}

export type PageCounts = { total: number; synced: number; failed: number; cutOff: number };

export async function addProgress(
  tx: Tx,
  hold: SyncHold,
  counts: PageCounts,
  progress: { platform: string; state: object } | null,
): Promise<void> {
  const patch = progress ? { [progress.platform]: progress.state } : {};
  await sql`
    update syncs set total = total + ${counts.total}, synced = synced + ${counts.synced},
      failed = failed + ${counts.failed}, cut_off = cut_off + ${counts.cutOff},
      progress = progress || ${JSON.stringify(patch)}::jsonb, waiting_until = null,
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    where workspace_id = ${hold.workspaceId} and id = ${hold.syncId}
      and attempt = ${hold.attempt}`.execute(tx);
}

export async function setWaiting(tx: Tx, hold: SyncHold, until: Date | null): Promise<void> {
  await tx
    .updateTable('syncs')
    .set({ waitingUntil: until })
    .where('workspaceId', '=', hold.workspaceId)
    .where('id', '=', hold.syncId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'IN_PROGRESS')
    .execute();
}

export async function releaseSync(
  tx: Tx,
  hold: SyncHold,
  waitingUntil: Date | null,
): Promise<void> {
  await tx
    .updateTable('syncs')
    .set({ leaseUntil: null, waitingUntil })
    .where('workspaceId', '=', hold.workspaceId)
    .where('id', '=', hold.syncId)
    .where('attempt', '=', hold.attempt)
    .where('status', '=', 'IN_PROGRESS')
    .execute();
}

export type SyncEnd =
  | { status: 'COMPLETED' | 'CANCELLED' }
  | { status: 'FAILED'; errorCode: string; errorMessage: string };

/** Ends an active sync; false when it had ended already. */
export async function endSync(tx: Tx, hold: SyncHold, end: SyncEnd): Promise<boolean> {
  const ended = await tx
    .updateTable('syncs')
    .set({
      ...end,
      completedAt: sql<Date>`now()`,
      leaseUntil: null,
      waitingUntil: null,
    })
    .where('workspaceId', '=', hold.workspaceId)
    .where('id', '=', hold.syncId)
    .where('attempt', '=', hold.attempt)
    .where('status', 'in', ['PENDING', 'IN_PROGRESS'])
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/** Marks the wish to cancel; a sync nobody works on ends at once. */
export async function requestCancel(tx: Tx, key: Key): Promise<Sync | undefined> {
  const isFree = sql`(lease_until is null or lease_until < now())`;
  await sql`
    update syncs set cancel_requested_at = coalesce(cancel_requested_at, now()),
      status = case when ${isFree} then 'CANCELLED' else status end,
      completed_at = case when ${isFree} then now() end,
      waiting_until = case when ${isFree} then null else waiting_until end
    where workspace_id = ${key.workspaceId} and id = ${key.syncId}
      and status in ('PENDING', 'IN_PROGRESS')`.execute(tx);
  return findSync(tx, key);
}

/** Syncs that ought to be worked on and are not: for the sweeper. */
export async function unattendedSyncs(tx: Tx): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select workspace_id, id as sync_id from syncs
    where status in ('PENDING', 'IN_PROGRESS') and (lease_until is null or lease_until < now())
      and (waiting_until is null or waiting_until <= now())
    order by created_at limit 200`.execute(tx);
  return rows;
}
