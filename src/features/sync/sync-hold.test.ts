import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { addProgress, claimSync, endSync, lockForPage, renewLease } from './sync.store.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function openSync(): Promise<{ workspaceId: string; syncId: string }> {
  const [row] = await db.psql<{ workspaceId: string; syncId: string }>(`
    with w as (insert into workspaces (name, slug) values ('Hold', 'hold') returning id),
      p as (insert into pages (workspace_id, external_id, name) select id, '1', 'Page' from w
        returning workspace_id, id)
    insert into syncs (workspace_id, page_id, kind, requested_by)
    select workspace_id, id, 'full', 'system' from p
    returning workspace_id as "workspaceId", id as "syncId"`);
  if (!row) throw new Error('no sync');
  return row;
}

it('takes a stalled worker its hold: what it still writes counts for nothing', async () => {
  const key = await openSync();
  const claim = () => db.asEngine('system', (tx) => claimSync(tx, key));
  const first = await claim();
  expect(await claim()).toBeUndefined();
  await db.psql(`update syncs set lease_until = now() - interval '1 second'`);
  const second = await claim();
  if (!first || !second) throw new Error('not claimed');
  const stalled = { ...key, attempt: first.attempt };
  const present = { ...key, attempt: second.attempt };
  const counts = { total: 5, synced: 5, failed: 0, cutOff: 0 };
  await db.asEngine('system', async (tx) => {
    expect(await lockForPage(tx, stalled)).toBe('cancel');
    await addProgress(tx, stalled, counts, null);
    expect(await endSync(tx, stalled, { status: 'COMPLETED' })).toBe(false);
    expect(await renewLease(tx, stalled)).toEqual({ cancelRequested: true });
    expect(await lockForPage(tx, present)).toBe('go_on');
    await addProgress(tx, present, counts, null);
    expect(await endSync(tx, present, { status: 'COMPLETED' })).toBe(true);
  });
  expect(await db.psql('select status, synced, attempt from syncs')).toEqual([
    { status: 'COMPLETED', synced: 5, attempt: 2 },
  ]);
});
