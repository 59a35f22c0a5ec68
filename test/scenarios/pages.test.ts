import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPage, Sync } from '../../src/contracts/pages.ts';
import { ended, syncNow } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, publicUrl, until, type World } from '../support/world.ts';

type Listed = { items: ConnectedPage[]; nextCursor: string | null };

describe('connected Pages', () => {
  let world: World;
  let ada: TestMember;
  let mainId: string;
  let pageId: string;
  beforeAll(async () => {
    world = await openWorld();
    ada = await world.member();
    mainId = world.sandbox.meta.pages()[0]?.id ?? '';
    pageId = await world.connect(ada);
    await syncNow(ada, pageId);
  });
  afterAll(() => world.close());

  const get = async () => (await ada.call<ConnectedPage>('GET', `/api/v1/pages/${pageId}`)).body;
  const patch = (change: object) =>
    ada.call<ConnectedPage & { errors: object[] }>('PATCH', `/api/v1/pages/${pageId}`, change);
  const pipeline = async (archived = false) => {
    const [row] = await world.db.psql<{ id: string }>(
      `insert into pipelines (workspace_id, name, archived_at)
       values ($1, 'Sales', case when $2 then now() end) returning id`,
      [ada.workspaceId, archived],
    );
    return row?.id ?? '';
  };
  const due = async () =>
    (
      await world.db.psql(
        'select from conversations where analysis_due_at > now() - interval $$5 s$$',
      )
    ).length;

  it('are listed by name, searched, filtered and paged', async () => {
    for (const { id } of world.sandbox.meta.addPages(9)) await world.connect(ada, id);
    const list = async (query: string) =>
      (await ada.call<Listed>('GET', `/api/v1/pages?${query}`)).body;
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Listed = await list(`limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(10);
    expect((await list('q=lantern')).items.map(({ externalId }) => externalId)).toEqual([mainId]);
    expect((await list('q=branch.3')).items).toHaveLength(1);
    expect((await list('q=%25')).items).toHaveLength(0);
    expect((await list('status=needs_reconnect')).items).toHaveLength(0);
    expect((await ada.call('GET', '/api/v1/pages?cursor=nonsense')).status).toBe(422);
  });

  it('take settings, plan the next sync and have conversations read again', async () => {
    await world.db.psql('update conversations set analysis_due_at = null');
    const pipelineId = await pipeline();
    const settings = {
      autoPipeline: true,
      pipelineId,
      updateMode: 'UPDATE_EXISTING',
      minConfidence: 60,
    };
    expect((await patch(settings)).body).toMatchObject(settings);
    expect(await due()).toBeGreaterThan(60);
    await world.db.psql('update conversations set analysis_due_at = null');
    expect((await patch({ minConfidence: 70 })).body.minConfidence).toBe(70);
    expect(await due()).toBe(0);
    expect((await patch({ pipelineId: await pipeline() })).status).toBe(200);
    expect(await due()).toBeGreaterThan(60);

    const soon = await patch({ syncIntervalMinutes: 15 });
    const minutes = (Date.parse(soon.body.nextSyncAt ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    expect((await patch({ autoSync: false })).body.nextSyncAt).toBeNull();
    expect((await patch({ autoSync: true })).body.nextSyncAt).not.toBeNull();
    expect((await patch({})).status).toBe(200);
  });

  it('refuse settings that cannot work, naming the field', async () => {
    const field = async (change: object) => {
      const { status, body } = await patch(change);
      expect(status).toBe(422);
      return body.errors;
    };
    const stranger = await world.member('Eve');
    const [foreign] = await world.db.psql<{ id: string }>(
      `insert into pipelines (workspace_id, name) values ($1, 'Theirs') returning id`,
      [stranger.workspaceId],
    );
    const refused = [{ field: 'body.pipelineId' }];
    expect(await field({ pipelineId: foreign?.id })).toMatchObject(refused);
    expect(await field({ pipelineId: await pipeline(true) })).toMatchObject(refused);
    expect(await field({ autoPipeline: true, pipelineId: null })).toMatchObject(refused);
    expect(await field({ syncIntervalMinutes: 1 })).toMatchObject([
      { field: 'body.syncIntervalMinutes' },
    ]);
    const before = await get();
    expect(
      (await stranger.call('PATCH', `/api/v1/pages/${pageId}`, { autoSync: false })).status,
    ).toBe(404);
    expect((await stranger.call('GET', `/api/v1/pages/${pageId}`)).status).toBe(404);
    expect((await stranger.call('POST', `/api/v1/pages/${pageId}/disconnect`)).status).toBe(404);
    expect(await get()).toEqual(before);
  });

  it('keep the verify token from those who may not set up', async () => {
    const { body } = await ada.call<Record<string, unknown>>('GET', '/api/v1/meta/setup');
    expect(body).toMatchObject({
      configured: true,
      isSandbox: true,
      verifyToken: 'a-verify-token',
      callbackUrl: `${publicUrl}/api/v1/meta/callback`,
      webhookUrl: `${publicUrl}/api/webhooks/facebook`,
    });
    const viewer = await world.app.inject({
      url: '/api/v1/meta/setup',
      headers: { 'x-test-caller': (ada.headers['x-test-caller'] ?? '').replace('admin', 'viewer') },
    });
    expect(viewer.json()).toMatchObject({ configured: true, verifyToken: null });
  });

  it('let a sandbox customer write: somebody new, then the same contact again', async () => {
    await world.subscribe();
    const state = await ada.call<{ available: boolean; pages: object[] }>('GET', '/api/v1/sandbox');
    expect(state.body.available).toBe(true);
    expect(state.body.pages).toContainEqual({
      id: pageId,
      name: 'Lantern Row Collective',
      externalId: mainId,
      instagram: true,
    });
    const write = (more: object) =>
      ada.call<{ messageId: string }>('POST', '/api/v1/sandbox/customer-writes', {
        pageId,
        platform: 'instagram',
        text: 'Do you deliver?',
        ...more,
      });
    const writer = (messageId: string) =>
      until('the message', async () => {
        const [row] = await world.db.psql<{ contactId: string; known: string | null }>(
          `select m.contact_id as "contactId", v.external_id as known from messages m
           join conversations v on v.id = m.conversation_id where m.external_id = $1`,
          [messageId],
        );
        return row?.known ? row : undefined;
      });
    const first = await write({ name: 'Zoe Marsh' });
    expect(first.status).toBe(202);
    const { contactId } = await writer(first.body.messageId);
    const second = await write({ contactId });
    expect((await writer(second.body.messageId)).contactId).toBe(contactId);
    expect((await write({ contactId: pageId })).status).toBe(404);
    expect((await write({ contactId, platform: 'messenger' })).status).toBe(404);
    expect((await write({ pageId: contactId })).status).toBe(422);
    expect((await write({ text: ' ' })).status).toBe(422);
  });

  it('answer under the old addresses, by our id and by the Page id', async () => {
    const sync = await ada.call<Sync & { syncId: string }>(
      'POST',
      '/api/facebook/sync-background',
      {
        pageId: mainId,
      },
    );
    expect(sync.status).toBe(202);
    const { syncId } = sync.body;
    await ended(ada, syncId);
    const status = await ada.call('GET', `/api/facebook/sync-status/${syncId}`);
    expect(status.body).toMatchObject({ syncId, status: 'COMPLETED' });
    const cancel = await ada.call('POST', '/api/facebook/sync-cancel', { syncId });
    expect(cancel.body).toMatchObject({ syncId, status: 'COMPLETED' });
    for (const id of [mainId, pageId]) {
      const latest = await ada.call('GET', `/api/facebook/pages/${id}/latest-sync`);
      expect(latest.body).toMatchObject({ sync: { syncId } });
      expect((await ada.call('GET', `/api/facebook/pages/${id}`)).body).toEqual(await get());
    }
    const changed = await ada.call('PATCH', `/api/facebook/pages/${mainId}`, { minConfidence: 55 });
    expect(changed.body).toMatchObject({ minConfidence: 55 });
    const waited = await ada.call('POST', `/api/facebook-pages/${mainId}/sync`);
    expect(waited).toMatchObject({
      status: 200,
      body: { status: 'COMPLETED', failed: 0, errors: [] },
    });
    for (const path of ['pages/nobody', 'pages/nobody/latest-sync', `sync-status/${pageId}`]) {
      expect((await ada.call('GET', `/api/facebook/${path}`)).status).toBe(404);
    }
  });
});
