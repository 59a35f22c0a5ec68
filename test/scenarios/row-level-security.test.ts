import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

it('shows a request the rows of its own workspace alone, and writes an event with the change', async () => {
  const [mine] = await db.psql<{ id: string }>(
    `insert into workspaces (name, slug) values ('Mine', 'mine') returning id`,
  );
  const [other] = await db.psql<{ id: string }>(
    `insert into workspaces (name, slug) values ('Other', 'other') returning id`,
  );
  if (!mine || !other) throw new Error('no workspaces');
  await db.psql(`insert into contacts (workspace_id, first_name) values ($1, 'Theirs')`, [
    other.id,
  ]);
  await db.withWorkspace(mine.id, 'member:1', (tx) =>
    tx.insertInto('contacts').values({ workspaceId: mine.id, firstName: 'Ours' }).execute(),
  );
  const seen = await db.withWorkspace(mine.id, 'member:1', (tx) =>
    tx.selectFrom('contacts').select('firstName').execute(),
  );
  expect(seen).toEqual([{ firstName: 'Ours' }]);
  await expect(
    db.withWorkspace(mine.id, 'member:1', (tx) =>
      tx.insertInto('contacts').values({ workspaceId: other.id }).execute(),
    ),
  ).rejects.toThrow('row-level security');
  const events = await db.psql(
    `select type, actor, changes from events where type like 'contact.%' order by id`,
  );
  expect(events).toEqual([
    expect.objectContaining({ type: 'contact.created', actor: 'database:postgres' }),
    expect.objectContaining({
      type: 'contact.created',
      actor: 'member:1',
      changes: expect.objectContaining({ firstName: [null, 'Ours'] }),
    }),
  ]);
});
