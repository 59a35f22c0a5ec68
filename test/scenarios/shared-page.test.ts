import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPage, Sync } from '../../src/contracts/pages.ts';
import { allowAtFacebook, comeBack } from '../support/facebook-dialog.ts';
import { ended, startSync, storedTruth, syncNow, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, until, type World } from '../support/world.ts';

describe('one Page in two workspaces', () => {
  let world: World;
  let ada: TestMember;
  let eve: TestMember;
  let ofAda: string;
  let ofEve: string;
  beforeAll(async () => {
    world = await openWorld();
    ada = await world.member('Ada');
    eve = await world.member('Eve');
    ofAda = await world.connect(ada);
    ofEve = await world.connect(eve);
    await world.subscribe();
  });
  afterAll(() => world.close());

  const messageIn = (member: TestMember, externalId: string) =>
    world.db.psql('select from messages where workspace_id = $1 and external_id = $2', [
      member.workspaceId,
      externalId,
    ]);
  const arrived = (member: TestMember, externalId: string) =>
    until('the message', async () =>
      (await messageIn(member, externalId)).length === 1 ? true : undefined,
    );

  it('is synced into both, each for itself', async () => {
    const syncs = await Promise.all([startSync(ada, ofAda), startSync(eve, ofEve)]);
    await ended(ada, syncs[0].id);
    await ended(eve, syncs[1].id);
    const all = await truth(world);
    expect(await storedTruth(world, ada.workspaceId)).toEqual(all);
    expect(await storedTruth(world, eve.workspaceId)).toEqual(all);
    const foreign = await ada.call('GET', `/api/v1/syncs/${syncs[1].id}`);
    expect(foreign.status).toBe(404);
    const list = await ada.call<{ items: Sync[] }>('GET', `/api/v1/pages/${ofEve}/syncs`);
    expect(list.body.items ?? []).toEqual([]);
    expect((await ada.call('POST', `/api/v1/pages/${ofEve}/syncs`)).status).toBe(404);
    expect((await ada.call('POST', `/api/v1/syncs/${syncs[1].id}/cancel`)).status).toBe(404);
  });

  it('brings a webhook into both', async () => {
    const { messageId } = world.sandbox.meta.customerWrites({ name: 'Ines', text: 'Hello both' });
    await arrived(ada, messageId);
    await arrived(eve, messageId);
  });

  it('goes on for one when the other disconnects', async () => {
    expect((await eve.call('POST', `/api/v1/pages/${ofEve}/disconnect`)).status).toBe(200);
    const { messageId } = world.sandbox.meta.customerWrites({ name: 'Ines', text: 'Still there?' });
    await arrived(ada, messageId);
    await world.sandbox.meta.settle();
    expect(await messageIn(eve, messageId)).toEqual([]);
    expect((await syncNow(ada, ofAda)).status).toBe('COMPLETED');
  });

  it('leaves no token anywhere but sealed, whatever happened', async () => {
    const { url } = (await ada.call<{ url: string }>('POST', '/api/v1/meta/connect')).body;
    const back = await allowAtFacebook(url);
    const { location } = await comeBack(world, ada, back);
    const path = `/api/v1/meta/connects/${location.searchParams.get('connect')}`;
    const mainId = world.sandbox.meta.pages()[0]?.id ?? '';
    const available = await ada.call('GET', path);
    const connected = await ada.call<{ items: ConnectedPage[] }>('POST', `${path}/pages`, {
      externalIds: [mainId],
    });
    expect(connected.status).toBe(200);
    await ended(ada, connected.body.items[0]?.latestSync?.id ?? '');
    world.sandbox.meta.revokeTokens({ pageId: mainId });
    const failed = await syncNow(ada, ofAda, 'full');
    expect(failed).toMatchObject({ status: 'FAILED' });
    const tested = await ada.call('POST', `/api/v1/pages/${ofAda}/self-test`);
    const badCode = new URL(
      await allowAtFacebook(
        (await ada.call<{ url: string }>('POST', '/api/v1/meta/connect')).body.url,
      ),
    );
    badCode.searchParams.set('code', 'AQSandbox-secret-code');
    const refused = await comeBack(world, ada, badCode);

    const secrets = [
      'EAASandbox',
      world.sandbox.meta.app.secret,
      'AQSandbox',
      back.searchParams.get('state') ?? '-',
    ];
    const answers = JSON.stringify([available, connected, failed, tested, location, refused]);
    const places: Record<string, string> = {
      answers,
      log: world.logged(),
      ...(await everyTable()),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const secret of secrets)
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
    expect(world.logged()).toContain('sync failed');
    expect(Object.keys(places).length).toBeGreaterThan(30);
    expect(places['public.meta_connects']).toContain('v1.');
  });

  /** All rows of every table as text, by table; the queue's too. */
  async function everyTable(): Promise<Record<string, string>> {
    const tables = await world.db.psql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'queue')`,
    );
    const all: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await world.db.psql<{ text: string | null }>(
        `select string_agg(t::text, ' ') as text from ${name} t`,
      );
      all[name] = row?.text ?? '';
    }
    return all;
  }
});
