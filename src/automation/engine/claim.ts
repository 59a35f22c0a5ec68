import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Happening, JsonObject } from '../model/types.ts';
import type { StoredRun } from './runs.store.ts';
import { runColumns } from './runs.store.ts';

/** An event that an automation may be waiting for. */
export type ClaimedEvent = { workspaceId: string; id: number; lane: number; happening: Happening };
export type ClaimedTimer = {
  workspaceId: string;
  id: string;
  automationId: string;
  version: number;
  key: string;
  contactId: string | null;
  subjectId: string | null;
  dueAt: Date;
  lane: number;
};

/** What is taken: the next of each workspace, or exactly these (a failed batch taken apart). */
export type Claim = {
  lanes: readonly number[];
  /** By the clock of the database. */
  now: Date;
  size: number;
  only?: { eventIds: readonly number[]; runIds: readonly string[]; timerIds: readonly string[] };
};

type EventKey = { workspaceId: string; id: number; xid: number; at: string; lane: number };
type EventRow = {
  workspaceId: string;
  id: number;
  type: string;
  at: Date;
  actor: string;
  subjectId: string;
  contactId: string | null;
  changes: Happening['changes'];
  cause: string | null;
  depth: number;
  lane: number;
};

/** Workspaces that have rows in an index that starts with them: one probe a workspace. */
function workspacesIn(table: string, where: string): RawBuilder<unknown> {
  return sql.raw(`
    (select workspace_id from ${table} where ${where} order by workspace_id limit 1)
    union all
    select (select t.workspace_id from ${table} t
      where ${where} and t.workspace_id > w.workspace_id order by t.workspace_id limit 1)
    from w where w.workspace_id is not null`);
}

/**
 * Those of them with something due: workspaces where all sleeps take no share of a batch. In any
 * order: where there are more than a batch has places, each has its turn.
 */
function busyIn(table: string, now: Date): RawBuilder<unknown> {
  return sql`select w.workspace_id from w where exists (select from ${sql.table(table)} t
    where t.workspace_id = w.workspace_id and t.due_at <= ${now}) order by random()`;
}

/**
 * Takes the oldest pending events of each workspace, each workspace as much: one with 100,000 makes
 * nobody wait. Slow ones come only where nothing else waits. Taking is deleting their rows in the
 * transaction that writes their runs.
 */
export async function claimEvents(tx: Tx, claim: Claim, slow: boolean): Promise<ClaimedEvent[]> {
  const chosen = claim.only
    ? chosenEvents(claim.only.eventIds, claim.lanes)
    : nextEvents(claim, slow);
  const { rows: keys } = await sql<EventKey>`
    with recursive ${chosen}
    delete from pending_events d using chosen c
    where d.workspace_id = c.workspace_id and d.slow = c.slow and d.id = c.id
    returning d.workspace_id, d.id, d.xid,
      to_char(d.at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.USOF') as at, d.lane
  `.execute(tx);
  return keys.length === 0 ? [] : readEvents(tx, keys);
}

function nextEvents({ lanes, size }: Claim, slow: boolean): RawBuilder<unknown> {
  const kind = slow ? 'slow' : 'not slow';
  // Committed between the two claims of a batch: what is not slow goes first all the same.
  const isTurn = slow
    ? sql`not exists (select from pending_events f
        where f.workspace_id = w.workspace_id and not f.slow and f.lane = any(${lanes}::smallint[]))`
    : sql`true`;
  return sql`w as (${workspacesIn('pending_events', kind)}),
    busy as materialized (
      select workspace_id from w where workspace_id is not null and ${isTurn} order by random()),
    chosen as (
      select p.workspace_id, p.slow, p.id from busy w cross join lateral (
        select * from pending_events q
        where q.workspace_id = w.workspace_id and ${sql.raw(slow ? 'q.slow' : 'not q.slow')}
          and q.lane = any(${lanes}::smallint[])
        order by q.id limit greatest(1, ${size} / (select count(*) from busy))
        for update skip locked) p
      limit ${size})`;
}

/** Only what is still in a lane of ours: meanwhile another engine may have done it. */
function chosenEvents(ids: readonly number[], lanes: readonly number[]): RawBuilder<unknown> {
  return sql`chosen as (
    select workspace_id, slow, id from pending_events
    where id = any(${ids}::bigint[]) and lane = any(${lanes}::smallint[]) for update)`;
}

/** By the whole primary key, with the span of times for the planner to leave partitions out. */
async function readEvents(tx: Tx, keys: readonly EventKey[]): Promise<ClaimedEvent[]> {
  const times = keys.map((key) => key.at).sort();
  const { rows } = await sql<EventRow>`
    select e.workspace_id, e.id, e.type, e.at, e.actor, e.subject_id, e.contact_id, e.changes,
      e.cause, e.depth, e.lane
    from unnest(${keys.map((key) => key.workspaceId)}::uuid[], ${keys.map((key) => key.xid)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[], ${keys.map((key) => key.at)}::timestamptz[])
      as k (workspace_id, xid, id, at)
    join events e on e.workspace_id = k.workspace_id and e.xid = k.xid and e.id = k.id and e.at = k.at
    where e.at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz
    order by e.id
  `.execute(tx);
  return rows.map((row) => ({
    workspaceId: row.workspaceId,
    id: row.id,
    lane: row.lane,
    happening: happeningOf(row),
  }));
}

/** A row of `events` as the model sees it. */
export function happeningOf(row: Omit<EventRow, 'workspaceId' | 'lane'>): Happening {
  return {
    key: `event:${row.id}`,
    type: row.type,
    at: row.at.toISOString(),
    actor: row.actor,
    subjectId: row.subjectId,
    contactId: row.contactId,
    changes: row.changes,
    cause: row.cause,
    depth: row.depth,
    data: {},
  };
}

/** Runs whose time has come, each workspace as much; locked against people who cancel them. */
export async function claimRuns(tx: Tx, claim: Claim): Promise<StoredRun[]> {
  const { lanes, size, now, only } = claim;
  const due = only
    ? sql`chosen as (
        select workspace_id, id from runs where id = any(${only.runIds}::uuid[])
          and due_at <= ${now} and lane = any(${lanes}::smallint[]) for update)`
    : sql`w as (${workspacesIn('runs', 'due_at is not null')}),
      busy as materialized (${busyIn('runs', now)}),
      chosen as (
        select p.workspace_id, p.id from busy w cross join lateral (
          select r.workspace_id, r.id from runs r
          where r.workspace_id = w.workspace_id and r.due_at <= ${now}
            and r.lane = any(${lanes}::smallint[])
          order by r.due_at limit greatest(1, ${size} / (select count(*) from busy))
          for update skip locked) p
        limit ${size})`;
  const { rows } = await sql<StoredRun>`
    with recursive ${due}
    select ${runColumns('r')} from chosen c
    join runs r on r.workspace_id = c.workspace_id and r.id = c.id
    order by r.due_at, r.id
  `.execute(tx);
  return rows;
}

/** Takes timers whose moment has come away; who fires or moves one writes it anew. */
export async function claimTimers(tx: Tx, claim: Claim): Promise<ClaimedTimer[]> {
  const { lanes, size, now, only } = claim;
  const due = only
    ? sql`chosen as (
        select workspace_id, id from automation_timers where id = any(${only.timerIds}::uuid[])
          and lane = any(${lanes}::smallint[]) for update)`
    : sql`w as (${workspacesIn('automation_timers', 'true')}),
      busy as materialized (${busyIn('automation_timers', now)}),
      chosen as (
        select p.workspace_id, p.id from busy w cross join lateral (
          select t.workspace_id, t.id from automation_timers t
          where t.workspace_id = w.workspace_id and t.due_at <= ${now}
            and t.lane = any(${lanes}::smallint[])
          order by t.due_at limit greatest(1, ${size} / (select count(*) from busy))
          for update skip locked) p
        limit ${size})`;
  const { rows } = await sql<ClaimedTimer>`
    with recursive ${due}
    delete from automation_timers d using chosen c
    where d.workspace_id = c.workspace_id and d.id = c.id
    returning d.workspace_id, d.id, d.automation_id, d.version, d.key, d.contact_id, d.subject_id,
      d.due_at, d.lane
  `.execute(tx);
  return rows;
}

/** What fires when a timer's moment has come. */
export function timerHappening(timer: ClaimedTimer, now: Date): Happening {
  const data: JsonObject = { timer: timer.key, dueAt: timer.dueAt.toISOString() };
  return {
    key: `timer:${timer.key}:${timer.dueAt.toISOString()}`,
    type: 'timer.due',
    at: now.toISOString(),
    actor: 'system',
    subjectId: timer.subjectId ?? timer.contactId ?? timer.workspaceId,
    contactId: timer.contactId,
    changes: {},
    cause: null,
    depth: 0,
    data,
  };
}
