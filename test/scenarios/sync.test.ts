import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPage } from '../../src/contracts/pages.ts';
import { ended, startSync, storedTruth, syncNow, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, type World } from '../support/world.ts';

describe('sync of a Page', () => {
  let world: World;
  let ada: TestMember;
  let pageId: string;
  beforeAll(async () => {
    world = await openWorld();
    ada = await world.member();
    pageId = await world.connect(ada);
  });
  afterAll(() => world.close());

  it('brings every conversation of both platforms in', async () => {
    const sync = await syncNow(ada, pageId);
    const { messenger = 0, instagram = 0 } =
      world.sandbox.meta.state().pages[0]?.conversations ?? {};
    expect(sync).toMatchObject({ status: 'COMPLETED', kind: 'full', failed: 0 });
    expect(sync.total).toBe(messenger + instagram);
    expect(sync.synced).toBe(sync.total);
    expect(await storedTruth(world, ada.workspaceId)).toEqual(await truth(world));
    const { body } = await ada.call<ConnectedPage>('GET', `/api/v1/pages/${pageId}`);
    expect(body.contactCount).toBe(sync.total);
    expect(body.latestSync?.id).toBe(sync.id);
    expect(Date.parse(body.nextSyncAt ?? '')).toBeGreaterThan(Date.now());
  });

  it('names customers and marks what lies behind the horizon', async () => {
    const rows = await world.db.psql<{ first: string; last: string; identity: string }>(
      `select c.first_name as first, c.last_name as last, i.name as identity from contacts c
       join contact_identities i on i.contact_id = c.id where c.has_messenger`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { first, last, identity } of rows) {
      const [head, ...rest] = identity.split(' ');
      expect([first, last]).toEqual([head, rest.join(' ')]);
    }
    const threads = await world.db.psql<{ here: number; there: number; complete: boolean }>(
      `select message_count as here, provider_message_count as there, history_complete as complete
       from conversations`,
    );
    for (const { here, there, complete } of threads) expect(complete).toBe(there <= here);
    const cut = threads.filter(({ complete }) => !complete).length;
    const [sync] = await world.db.psql<{ cutOff: number }>('select cut_off as "cutOff" from syncs');
    expect(cut).toBeGreaterThan(0);
    expect(sync?.cutOff).toBe(cut);
  });

  it('changes nothing the second time, and reads only what changed', async () => {
    const before = await world.db.psql('select * from messages order by id');
    const contacts = await world.db.psql('select * from contacts order by id');
    world.sandbox.meta.clearCalls();
    const again = await syncNow(ada, pageId);
    expect(again).toMatchObject({ status: 'COMPLETED', kind: 'incremental', failed: 0 });
    expect(again.total).toBeLessThan(5);
    expect(world.sandbox.meta.calls().length).toBe(2);
    expect(await world.db.psql('select * from messages order by id')).toEqual(before);
    expect(await world.db.psql('select * from contacts order by id')).toEqual(contacts);
  });

  it('changes nothing in a second full one either', async () => {
    const before = await world.db.psql('select * from messages order by id');
    const full = await syncNow(ada, pageId, 'full');
    expect(full.total).toBeGreaterThan(60);
    expect(await world.db.psql('select * from messages order by id')).toEqual(before);
  });

  it('brings in what was written since, in the very second of the last one too', async () => {
    const { conversationId } = world.sandbox.meta.customerWrites({
      name: 'Late Writer',
      text: 'One',
    });
    await syncNow(ada, pageId);
    world.sandbox.meta.customerWrites({ conversationId, text: 'Two' });
    await syncNow(ada, pageId);
    expect(await storedTruth(world, ada.workspaceId)).toEqual(await truth(world));
  });

  it('gives the active sync to whoever starts another', async () => {
    world.sandbox.meta.setKnobs({ latencyMs: 150 });
    const started = await Promise.all(
      Array.from({ length: 6 }, () => startSync(ada, pageId, 'full')),
    );
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    const [first] = started;
    await ended(ada, first?.id ?? '');
    world.sandbox.meta.setKnobs({ latencyMs: 0 });
    const next = await startSync(ada, pageId);
    expect(next.id).not.toBe(first?.id);
    await ended(ada, next.id);
  });

  it('syncs all connected Pages', async () => {
    const second = world.sandbox.meta.pages()[1]?.id ?? '';
    const secondId = await world.connect(ada, second);
    const { body } = await ada.call<{ items: { id: string; pageId: string }[] }>(
      'POST',
      '/api/v1/syncs/all',
    );
    expect(body.items.map((sync) => sync.pageId).sort()).toEqual([pageId, secondId].sort());
    for (const { id } of body.items) {
      expect(await ended(ada, id)).toMatchObject({ status: 'COMPLETED' });
    }
  });
});
