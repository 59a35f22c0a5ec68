import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/**
 * Where a client that reads its screen's data next in this transaction goes on with events:
 * `epoch.xmin`. Every event whose transaction id is below `xmin` is in that data; later ones may be
 * too, so a client applies a delta at most once. Call it before the data is read.
 */
export async function eventCursor(tx: Tx): Promise<string> {
  const { rows } = await sql<{ cursor: string }>`
    select current_event_epoch() || '.' || pg_snapshot_xmin(pg_current_snapshot())::text as cursor
  `.execute(tx);
  const cursor = rows[0]?.cursor;
  if (cursor === undefined) throw new Error('the database gave no event cursor');
  return cursor;
}
