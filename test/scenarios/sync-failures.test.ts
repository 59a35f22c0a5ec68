import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectedPage } from '../../src/contracts/pages.ts';
import { storedTruth, syncNow, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, type World } from '../support/world.ts';

describe('conversations that fail', () => {
  let world: World;
  let ada: TestMember;
  let pageId: string;
  beforeEach(async () => {
    world = await openWorld();
    ada = await world.member();
    pageId = await world.connect(ada);
  });
  afterEach(() => world.close());

  const getPage = async () =>
    (await ada.call<ConnectedPage>('GET', `/api/v1/pages/${pageId}`)).body;
  /** From now on the database has no room for this conversation, or for all of them again. */
  const refuse = async (externalId: string | undefined) => {
    await world.db.psql(`
      create or replace function refuse_one() returns trigger language plpgsql as $$
      begin
        if new.external_id = '${externalId ?? ''}' then raise exception 'no room for it'; end if;
        return new;
      end $$`);
    await world.db.psql(
      `create or replace trigger refuse before insert on conversations
       for each row execute function refuse_one()`,
    );
  };
  const stored = () => storedTruth(world, ada.workspaceId);

  it('records the one conversation it cannot store, brings in the rest, and retries that one', async () => {
    const victim = world.sandbox.meta.conversations().find(({ messages }) => messages < 20);
    await refuse(victim?.id);
    const sync = await syncNow(ada, pageId);
    expect(sync).toMatchObject({ status: 'COMPLETED', failed: 1 });
    expect(sync.synced).toBe(sync.total - 1);
    const errors = await ada.call<{ items: object[] }>('GET', `/api/v1/syncs/${sync.id}/errors`);
    expect(errors.body.items).toMatchObject([
      { platform: 'messenger', externalId: victim?.id, code: 'not_stored', resolvedAt: null },
    ]);
    expect((await getPage()).openErrorCount).toBe(1);
    const all = await truth(world);
    expect((await stored()).length).toBe(all.length - (victim?.messages ?? 0));

    const match = { conversationId: victim?.id };
    world.sandbox.meta.setKnobs({ faults: [{ match, code: 100, subcode: 33 }] });
    const still = await syncNow(ada, pageId, 'retry');
    expect(still).toMatchObject({ status: 'COMPLETED', total: 1, synced: 0, failed: 1 });
    const open = await ada.call<{ items: object[] }>('GET', `/api/v1/syncs/${still.id}/errors`);
    expect(open.body.items).toMatchObject([
      { code: '100/33', message: expect.stringContaining('this conversation') },
    ]);
    expect((await getPage()).openErrorCount).toBe(1);

    world.sandbox.meta.setKnobs({ faults: [] });
    await refuse(undefined);
    const retry = await syncNow(ada, pageId, 'retry');
    expect(retry).toMatchObject({ status: 'COMPLETED', total: 1, synced: 1, failed: 0 });
    expect((await getPage()).openErrorCount).toBe(0);
    expect(await stored()).toEqual(all);
  });

  it('closes an error when its conversation came in, though another one fails now', async () => {
    const [first, second] = world.sandbox.meta.conversations();
    await refuse(first?.id);
    await syncNow(ada, pageId);
    await refuse(second?.id);
    await world.db.psql('delete from conversations where external_id = $1', [second?.id]);
    await syncNow(ada, pageId, 'full');
    const open = await world.db.psql<{ id: string }>(
      'select external_id as id from sync_errors where resolved_at is null',
    );
    expect(open).toEqual([{ id: second?.id }]);
  });

  it('leaves Instagram alone when the account was unlinked', async () => {
    await syncNow(ada, pageId);
    await world.db.psql('update pages set instagram_id = null, instagram_username = null');
    world.sandbox.meta.clearCalls();
    expect(await syncNow(ada, pageId)).toMatchObject({ status: 'COMPLETED' });
    expect(world.sandbox.meta.calls()).toHaveLength(1);
  });
});
