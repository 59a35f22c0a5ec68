import { type Kysely, sql } from 'kysely';
import type { Delta, Room } from '../../contracts/realtime.ts';
import type { Tx } from '../database/database.ts';
import type { DB } from '../database/schema.generated.ts';
import { type Cursor, parseCursor } from '../events/cursor.rules.ts';
import { cursorSql } from '../events/event-cursor.ts';
import type { ReadEvent } from './rooms.rules.ts';

export type Reading = { cursor: Cursor; events: ReadEvent[] };

/** The database's clock may be set back a little; partitions are days, so the margin costs nothing. */
const clockMarginSeconds = 3_600;

type Row = Omit<Delta, 'at'> & {
  cursor: string;
  at: Date;
  workspaceId: string | null;
  xid: number;
  pipelineId: string | null;
};

/**
 * What the workspaces' transactions wrote that was not visible at `since`: by transactions that are
 * newer, and by those that ran then. Never "all above the oldest running one": an idle transaction
 * in psql would have them read again and again. In order of ids; more than `limit` of one workspace
 * means that not all are there.
 */
export async function readUnseen(
  db: Kysely<DB>,
  workspaceIds: readonly string[],
  since: Cursor,
  limit: number,
): Promise<Reading> {
  const { snapshot, seconds } = since;
  const { rows } = await sql<Row>`
    select here.cursor, e.workspace_id as "workspaceId", e.xid, e.id, e.type,
      e.subject_id as "subjectId", e.contact_id as "contactId", e.changes, e.actor, e.at,
      coalesce(c.pipeline_id, s.pipeline_id) as "pipelineId"
    from (select ${sql.raw(cursorSql)} as cursor) as here
    left join (
      unnest(${workspaceIds}::uuid[]) as w(id)
      cross join lateral (
        (select n.* from events n
          where n.workspace_id = w.id and n.xid >= ${snapshot.xmax}::bigint
            and n.at >= to_timestamp(${seconds - clockMarginSeconds}::bigint)
          limit ${limit + 1})
        union all
        (select o.* from events o
          where o.workspace_id = w.id and o.xid = any (${[...snapshot.running]}::bigint[])
          limit ${limit + 1})
      ) as e
      left join contacts c on c.workspace_id = e.workspace_id and c.id = e.subject_id
        and e.type = 'contact.updated'
      left join stages s on s.workspace_id = e.workspace_id and s.id = e.subject_id
        and e.type like 'stage.%'
    ) on true
    order by e.id`.execute(db);
  const cursor = parseCursor(rows[0]?.cursor ?? '');
  if (!cursor) throw new Error('the database gave no event cursor');
  return { cursor, events: rows.flatMap(toEvent) };
}

function toEvent({ workspaceId, xid, pipelineId, cursor: _, ...delta }: Row): ReadEvent[] {
  if (workspaceId === null) return [];
  return [{ workspaceId, xid, pipelineId, delta: { ...delta, at: delta.at.toISOString() } }];
}

/** Whether the room's pipeline or contact is the workspace's own. */
export async function roomExists(tx: Tx, workspaceId: string, room: Room): Promise<boolean> {
  const [kind, id] = room.split(':');
  if (id === undefined) return true;
  const found = await tx
    .selectFrom(kind === 'pipeline' ? 'pipelines' : 'contacts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}
