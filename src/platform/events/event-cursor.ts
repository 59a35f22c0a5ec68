import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/** As text, the cursor of the statement it stands in; `parseCursor` reads it. */
export const cursorSql = `current_event_epoch() || '.' ||
  extract(epoch from clock_timestamp())::bigint || '.' || pg_current_snapshot()::text`;

/**
 * Where a client that reads its screen's data next in this transaction goes on with events: every
 * change that this statement can see is in that data, every other one is sent to the client. Call
 * it before the data is read. Later statements of a READ COMMITTED transaction may see a little
 * more than the cursor says; a screen that counts needs REPEATABLE READ or one statement.
 */
export async function eventCursor(tx: Tx): Promise<string> {
  const { rows } = await sql<{ cursor: string }>`select ${sql.raw(cursorSql)} as cursor`.execute(
    tx,
  );
  const cursor = rows[0]?.cursor;
  if (cursor === undefined) throw new Error('the database gave no event cursor');
  return cursor;
}
