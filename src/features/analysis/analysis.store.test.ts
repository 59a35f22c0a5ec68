import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { claimDue } from './analysis.store.ts';

const conversations = 2_000;
const batch = 50;
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  // As in the first sync: statistics are of a nearly empty table, and autovacuum comes a minute later.
  await db.psql('alter table contacts set (autovacuum_enabled = false)');
  await db.psql('alter table conversations set (autovacuum_enabled = false)');
  await db.psql(
    `with shop as (insert into workspaces (name, slug) values ('Bakery', 'bakery') returning id)
     insert into channels (workspace_id, platform, external_id, name)
     select id, 'messenger', '104600000000001', 'Bakery' from shop`,
  );
  await addConversations(3);
  await db.psql('analyze contacts, conversations');
  await addConversations(conversations);
});
afterAll(() => db.close());

async function addConversations(count: number): Promise<void> {
  await db.psql(
    `with people as (
       insert into contacts (workspace_id, first_name)
       select workspace_id, 'Contact ' || n from channels, generate_series(1, $1::int) n
       returning workspace_id, id
     )
     insert into conversations (workspace_id, channel_id, contact_id, analysis_due_at)
     select people.workspace_id, channels.id, people.id, now() from people, channels`,
    [count],
  );
}

describe('claiming conversations to read', () => {
  it('reads as many contacts as it claims, however many there are', async () => {
    const { claimed, read } = await db.asEngine('analysis', async (tx) => {
      const due = await claimDue(tx, batch);
      const { rows } = await sql<{ read: number }>`
        select idx_tup_fetch + seq_tup_read as read from pg_stat_xact_user_tables
        where relname = 'contacts'`.execute(tx);
      return { claimed: due.length, read: rows[0]?.read ?? Number.NaN };
    });
    expect(claimed).toBe(batch);
    // A plan by workspace alone reads a contact's neighbours too: 1,275 here, most of a first sync.
    expect(read).toBeLessThan(2 * batch);
  });
});
