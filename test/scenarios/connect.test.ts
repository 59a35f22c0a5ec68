import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AvailablePage, ConnectedPage, SelfTestStep } from '../../src/contracts/pages.ts';
import { allowAtFacebook, comeBack } from '../support/facebook-dialog.ts';
import { ended, storedTruth, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, type World } from '../support/world.ts';

describe('connecting Facebook', () => {
  let world: World;
  let ada: TestMember;
  let mainId: string;
  beforeAll(async () => {
    world = await openWorld();
    ada = await world.member();
    mainId = world.sandbox.meta.pages()[0]?.id ?? '';
  });
  afterAll(() => world.close());

  const start = async (member = ada) =>
    (await member.call<{ url: string }>('POST', '/api/v1/meta/connect')).body.url;

  it('goes through the dialog to connected, syncing Pages', async () => {
    const [noRole] = world.sandbox.meta.addPages(10).slice(-1);
    const back = await allowAtFacebook(await start());
    const { location } = await comeBack(world, ada, back);
    const connectId = location.searchParams.get('connect');
    expect(location.pathname).toBe('/integrations');
    const path = `/api/v1/meta/connects/${connectId}`;
    const { body } = await ada.call<{ pages: AvailablePage[]; expiresAt: string }>('GET', path);
    expect(body.pages).toHaveLength(13);
    const left = Date.parse(body.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(14 * 60_000);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
    const pick = (id: string | undefined) => body.pages.find((page) => page.externalId === id);
    expect(pick(mainId)).toMatchObject({
      obstacle: null,
      connected: false,
      category: 'Local Business',
    });
    expect(pick(noRole?.id)?.obstacle).toContain('lacks MESSAGING');

    const refused = await ada.call<{ errors: object[] }>('POST', `${path}/pages`, {
      externalIds: [mainId, noRole?.id, 'nobody'],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([
      { field: 'body.externalIds.1' },
      { field: 'body.externalIds.2' },
    ]);
    expect(await world.db.psql('select from pages')).toHaveLength(0);

    const connected = await ada.call<{ items: ConnectedPage[] }>('POST', `${path}/pages`, {
      externalIds: [mainId],
    });
    const [page] = connected.body.items;
    expect(page).toMatchObject({
      externalId: mainId,
      status: 'connected',
      instagramUsername: 'lanternrow',
    });
    expect(page?.subscribedAt).not.toBeNull();
    expect(page?.latestSync).not.toBeNull();
    await ended(ada, page?.latestSync?.id ?? '');
    expect(await storedTruth(world, ada.workspaceId)).toEqual(await truth(world));
    const again = await ada.call<{ pages: AvailablePage[] }>('GET', path);
    expect(again.body.pages.find(({ externalId }) => externalId === mainId)?.connected).toBe(true);
  });

  it('takes a state once, from its member only, and not when it is old', async () => {
    const bob = await world.member('Bob');
    const back = await allowAtFacebook(await start());
    const failure = async (member: TestMember | null, url = back) =>
      (await comeBack(world, member, url)).location.searchParams.get('connect_error');
    expect(await failure(bob)).toBe('unknown_state');
    expect(await failure(null)).toBe('unknown_state');
    expect((await comeBack(world, ada, back)).location.searchParams.get('connect')).not.toBeNull();
    expect(await failure(ada)).toBe('unknown_state');

    const late = await allowAtFacebook(await start());
    await world.db.psql(`update meta_connects set expires_at = now() - interval '1 second'
      where returned_at is null`);
    expect(await failure(ada, late)).toBe('unknown_state');
    const wrong = new URL(late);
    wrong.searchParams.set('state', 'x'.repeat(43));
    expect(await failure(ada, wrong)).toBe('unknown_state');
  });

  it('says when the person refused, or Facebook did', async () => {
    const denied = await allowAtFacebook(await start(), 'deny');
    const answer = await comeBack(world, ada, denied);
    expect(answer.location.searchParams.get('connect_error')).toBe('denied');
    const badCode = await allowAtFacebook(await start());
    badCode.searchParams.set('code', 'AQNonsense');
    const refused = await comeBack(world, ada, badCode);
    expect(refused.location.searchParams.get('connect_error')).toBe('refused');
  });

  it('is not for agents and keys', async () => {
    const caller = JSON.parse(ada.headers['x-test-caller'] ?? '{}') as object;
    const asked = async (change: object) => {
      const headers = { 'x-test-caller': JSON.stringify({ ...caller, ...change }) };
      const answer = await world.app.inject({
        method: 'POST',
        url: '/api/v1/meta/connect',
        headers,
      });
      return answer.statusCode;
    };
    expect(await asked({ role: 'agent' })).toBe(403);
    expect(await asked({ actor: 'key:1', memberId: null })).toBe(403);
    expect(await asked({})).toBe(200);
  });

  it("hides one member's way from all others and forgets it in time", async () => {
    const { location } = await comeBack(world, ada, await allowAtFacebook(await start()));
    const path = `/api/v1/meta/connects/${location.searchParams.get('connect')}`;
    const bob = await world.member('Bob');
    expect((await bob.call('GET', path)).status).toBe(404);
    expect((await bob.call('POST', `${path}/pages`, { externalIds: [mainId] })).status).toBe(404);
    expect((await ada.call('GET', path)).status).toBe(200);
    await world.db.psql(`update meta_connects set expires_at = now()`);
    expect((await ada.call('GET', path)).status).toBe(404);
    await start();
    expect(await world.db.psql('select from meta_connects')).toHaveLength(1);
  });

  it('names the missing permission when it was not allowed', async () => {
    const back = await allowAtFacebook(await start(), 'allow', ['pages_messaging']);
    const { location } = await comeBack(world, ada, back);
    const path = `/api/v1/meta/connects/${location.searchParams.get('connect')}`;
    const { body } = await ada.call<{ pages: AvailablePage[] }>('GET', path);
    expect(body.pages[0]?.obstacle).toContain('pages_messaging');
  });

  it('tests a Page step by step', async () => {
    const { body } = await ada.call<{ items: ConnectedPage[] }>('GET', '/api/v1/pages');
    const id = body.items[0]?.id;
    const test = async () => {
      const answer = await ada.call<{ steps: SelfTestStep[] }>(
        'POST',
        `/api/v1/pages/${id}/self-test`,
      );
      return Object.fromEntries(answer.body.steps.map(({ name, ok }) => [name, ok]));
    };
    expect(await test()).toEqual({
      'Access token': true,
      Permissions: true,
      'Role on the Page': true,
      'Messenger conversations': true,
      'Instagram conversations': true,
      'Webhook subscription': true,
      'Webhook last seen': false,
    });
    world.sandbox.meta.revokeTokens({ pageId: mainId });
    expect(await test()).toMatchObject({
      'Access token': false,
      'Messenger conversations': false,
      'Webhook subscription': false,
    });
  });

  it('disconnects with everything that belongs to it, and once only', async () => {
    world.sandbox.meta.pageToken(mainId);
    const pageId = await world.connect(ada, mainId);
    const subscribed = () =>
      world.sandbox.meta.state().pages.find(({ id }) => id === mainId)?.subscribedFields.length;
    expect(subscribed()).toBeGreaterThan(0);
    const gone = await ada.call<{ page: ConnectedPage; notes: string[] }>(
      'POST',
      `/api/v1/pages/${pageId}/disconnect`,
    );
    expect(gone.body.page).toMatchObject({ status: 'disconnected', nextSyncAt: null });
    expect(gone.body.page.contactCount).toBeGreaterThan(50);
    expect(gone.body.notes.length).toBeGreaterThan(2);
    expect(subscribed()).toBe(0);
    expect(await world.db.psql('select from page_secrets')).toHaveLength(0);
    const again = await ada.call('POST', `/api/v1/pages/${pageId}/disconnect`);
    expect(again.status).toBe(200);
    expect((await ada.call('POST', `/api/v1/pages/${pageId}/syncs`)).status).toBe(409);
  });
});
