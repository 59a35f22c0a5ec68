import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectedPage, Sync } from '../../src/contracts/pages.ts';
import { ended, startSync, storedTruth, syncNow, truth } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, until, type World } from '../support/world.ts';

describe('sync in trouble', () => {
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
  const stored = () => storedTruth(world, ada.workspaceId);

  it('is cancelled before the next page and keeps what came in', async () => {
    world.sandbox.meta.setKnobs({ maxPageSize: 5, latencyMs: 60 });
    const { id } = await startSync(ada, pageId);
    await until('a first page', async () => ((await stored()).length > 0 ? true : undefined));
    const cancelled = await ada.call<Sync>('POST', `/api/v1/syncs/${id}/cancel`);
    expect(cancelled.status).toBe(200);
    const sync = await ended(ada, id);
    expect(sync.status).toBe('CANCELLED');
    const kept = await stored();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan((await truth(world)).length);
    world.sandbox.meta.setKnobs({ maxPageSize: 100, latencyMs: 0 });
    expect((await syncNow(ada, pageId)).status).toBe('COMPLETED');
    expect(await stored()).toEqual(await truth(world));
  });

  it('stops at an expired token, keeps what came in and goes on after connecting again', async () => {
    world.sandbox.meta.setKnobs({ maxPageSize: 5, pageTokenCalls: 6 });
    const sync = await syncNow(ada, pageId);
    expect(sync).toMatchObject({ status: 'FAILED', errorCode: '190/463' });
    const kept = await stored();
    expect(kept.length).toBeGreaterThan(0);
    expect(await getPage()).toMatchObject({
      status: 'needs_reconnect',
      problemCode: '190/463',
      nextSyncAt: null,
    });
    world.sandbox.meta.setKnobs({ maxPageSize: 100, pageTokenCalls: null });
    expect(await world.connect(ada)).toBe(pageId);
    expect(await getPage()).toMatchObject({ status: 'connected', problem: null });
    expect(await syncNow(ada, pageId)).toMatchObject({ status: 'COMPLETED' });
    expect(await stored()).toEqual(await truth(world));
  });

  it('goes on with the new token when the Page is connected again while it runs', async () => {
    world.sandbox.meta.setKnobs({ maxPageSize: 20, latencyMs: 300 });
    const { id } = await startSync(ada, pageId);
    await until('a first page', async () => ((await stored()).length > 0 ? true : undefined));
    world.sandbox.meta.revokeTokens({ pageId: world.sandbox.meta.pages()[0]?.id });
    await world.connect(ada);
    expect(await ended(ada, id)).toMatchObject({ status: 'COMPLETED', failed: 0 });
    expect(await getPage()).toMatchObject({ status: 'connected', problem: null });
    expect(await stored()).toEqual(await truth(world));
  });

  it('waits as long as a limit asks, shows it and goes on', async () => {
    const match = { path: '/conversations$' };
    world.sandbox.meta.setKnobs({
      maxPageSize: 10,
      faults: [{ match, code: 613, skip: 2, times: 1 }],
    });
    const started = Date.now();
    const sync = await syncNow(ada, pageId);
    expect(sync).toMatchObject({ status: 'COMPLETED', failed: 0, waitingUntil: null });
    expect(Date.now() - started).toBeGreaterThan(900);
    expect(await stored()).toEqual(await truth(world));
  });

  it('lies down for a stated regain time, and a cancel then takes effect at once', async () => {
    const match = { path: '/conversations$' };
    world.sandbox.meta.setKnobs({
      maxPageSize: 10,
      faults: [{ match, code: 80006, regainMinutes: 7, skip: 2, times: 50 }],
    });
    const { id } = await startSync(ada, pageId);
    const waiting = await until('the wait', async () => {
      const { body } = await ada.call<Sync>('GET', `/api/v1/syncs/${id}`);
      return body.waitingUntil ? body : undefined;
    });
    expect(waiting.status).toBe('IN_PROGRESS');
    const minutes = (Date.parse(waiting.waitingUntil ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(6);
    expect(minutes).toBeLessThanOrEqual(7);
    const { body } = await ada.call<Sync>('POST', `/api/v1/syncs/${id}/cancel`);
    expect(body).toMatchObject({ status: 'CANCELLED', waitingUntil: null });
  });

  it('asks for less when Meta wants less, with statuses and texts shuffled', async () => {
    const all = await truth(world);
    world.sandbox.meta.setKnobs({
      maxNestedItems: 60,
      shuffleStatuses: true,
      localisedErrors: true,
      emptyPages: 3,
    });
    const sync = await syncNow(ada, pageId);
    expect(sync).toMatchObject({ status: 'COMPLETED', failed: 0 });
    expect(await stored()).toEqual(all);
    const refused = world.sandbox.meta.calls().filter(({ code }) => code === 1);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('tries passing trouble and broken connections again', async () => {
    const match = { path: '/conversations$' };
    world.sandbox.meta.setKnobs({
      faults: [
        { match, code: 2, times: 1 },
        { match, reset: 'before', skip: 1, times: 1 },
        { match, reset: 'after', skip: 2, times: 1 },
      ],
    });
    expect(await syncNow(ada, pageId)).toMatchObject({ status: 'COMPLETED', failed: 0 });
    expect(await stored()).toEqual(await truth(world));
  });
});
