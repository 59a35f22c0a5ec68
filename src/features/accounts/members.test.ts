import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, joinWith, signUp, startAccounts, type TestAccounts } from './test-accounts.ts';

let t: TestAccounts;
let owner: Browser;
let workspaceId: string;
let count = 0;

beforeAll(async () => {
  t = await startAccounts();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.db.psql('delete from rate_limits');
  owner = await signUp(t.url, name('Owner'));
  const made = await owner.post('/api/v1/workspaces', { name: 'Bakery' });
  workspaceId = String(made.body['id']);
});

function name(start: string): string {
  count += 1;
  return `${start}${count}`;
}

async function memberIdOf(browser: Browser): Promise<string> {
  const { body } = await browser.get('/api/v1/me');
  const memberships = body['memberships'] as { workspaceId: string; memberId: string }[];
  return memberships.find((item) => item.workspaceId === workspaceId)?.memberId ?? '';
}

async function countWaiting(): Promise<number> {
  const rows = await t.db.psql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

describe('roles', () => {
  it('reach exactly as far as they say', async () => {
    const people = {
      viewer: await joinWith(t.url, owner, name('Vi'), 'viewer'),
      agent: await joinWith(t.url, owner, name('Ag'), 'agent'),
      admin: await joinWith(t.url, owner, name('Ad'), 'admin'),
      owner,
      stranger: await signUp(t.url, name('Stranger')),
      nobody: new Browser(t.url),
    };
    const matrix: Record<string, number[]> = {};
    for (const [who, browser] of Object.entries(people)) {
      const answers = ['viewer', 'agent', 'admin', 'owner'].map((access) =>
        browser.get(`/api/v1/test/${access}`),
      );
      matrix[who] = (await Promise.all(answers)).map(({ status }) => status);
    }
    expect(matrix).toEqual({
      viewer: [200, 403, 403, 403],
      agent: [200, 200, 403, 403],
      admin: [200, 200, 200, 403],
      owner: [200, 200, 200, 200],
      stranger: [403, 403, 403, 403],
      nobody: [401, 401, 401, 401],
    });
  });

  it('act at once when they change, and nobody gives more than they have', async () => {
    const admin = await joinWith(t.url, owner, name('Ad'), 'admin');
    const agent = await joinWith(t.url, owner, name('Ag'), 'agent');
    const ownerId = await memberIdOf(owner);
    const change = (browser: Browser, id: string, role: string) =>
      browser.patch(`/api/v1/members/${id}`, { role });
    expect((await change(agent, agent.memberId, 'admin')).status).toBe(403);
    expect((await change(admin, agent.memberId, 'owner')).status).toBe(403);
    expect((await change(admin, ownerId, 'viewer')).status).toBe(403);
    expect((await admin.delete(`/api/v1/members/${ownerId}`)).status).toBe(403);
    expect((await change(admin, agent.memberId, 'admin')).body).toMatchObject({ role: 'admin' });
    expect((await agent.get('/api/v1/test/admin')).status).toBe(200);
    expect((await change(owner, agent.memberId, 'viewer')).status).toBe(200);
    expect((await agent.get('/api/v1/test/agent')).status).toBe(403);
  });

  it('leave no workspace without an owner, also when two act at once', async () => {
    const ownerId = await memberIdOf(owner);
    expect((await owner.delete(`/api/v1/members/${ownerId}`)).status).toBe(409);
    expect((await owner.patch(`/api/v1/members/${ownerId}`, { role: 'admin' })).status).toBe(409);
    const second = await joinWith(t.url, owner, name('Second'), 'owner');
    // Holds both back until both have looked: without the workspace's lock, none would be left.
    const holder = new pg.Client({ connectionString: t.db.urls.auth });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from members where workspace_id = $1 for update', [workspaceId]);
    const demotions = Promise.all([
      owner.patch(`/api/v1/members/${second.memberId}`, { role: 'viewer' }),
      second.patch(`/api/v1/members/${ownerId}`, { role: 'viewer' }),
    ]);
    await expect.poll(() => countWaiting(), { timeout: 5_000 }).toBe(2);
    await holder.query('commit');
    await holder.end();
    expect((await demotions).map(({ status }) => status).sort()).toEqual([200, 403]);
    const left = await t.db.psql(`select from members where workspace_id = $1 and role = 'owner'`, [
      workspaceId,
    ]);
    expect(left).toHaveLength(1);
  });
});

describe('removal', () => {
  it('ends everything a member could do, at once', async () => {
    const admin = await joinWith(t.url, owner, name('Ad'), 'admin');
    const own = await admin.post('/api/v1/workspaces', { name: 'Their own' });
    await admin.post(`/api/v1/workspaces/${workspaceId}/activate`);
    const key = await admin.post('/api/v1/api-keys', { name: 'Back door', role: 'admin' });
    const program = new Browser(t.url, { 'x-api-key': String(key.body['key']) });
    const friend = `${name('friend')}@example.com`;
    await admin.post('/api/v1/invitations', { email: friend, role: 'admin' });
    expect((await program.get('/api/v1/test/admin')).status).toBe(200);

    expect((await owner.delete(`/api/v1/members/${admin.memberId}`)).status).toBe(200);
    expect((await admin.get('/api/v1/test/viewer')).status).toBe(403);
    expect((await program.get('/api/v1/test/viewer')).status).toBe(401);
    const invitations = await owner.get('/api/v1/invitations');
    expect(invitations.body['items']).toEqual([]);
    // Nothing falls through to their other workspace unasked.
    expect((await admin.get('/api/v1/me')).body).toMatchObject({ activeWorkspaceId: null });
    const elsewhere = { 'x-workspace-id': String(own.body['id']) };
    expect((await admin.get('/api/v1/test/owner', elsewhere)).status).toBe(200);
  });

  it('may be chosen by oneself', async () => {
    const viewer = await joinWith(t.url, owner, name('Vi'), 'viewer');
    const agent = await joinWith(t.url, owner, name('Ag'), 'agent');
    expect((await viewer.delete(`/api/v1/members/${agent.memberId}`)).status).toBe(403);
    expect((await viewer.delete(`/api/v1/members/${viewer.memberId}`)).status).toBe(200);
  });
});

describe('workspaces', () => {
  it('are switched for the session or for one call; others look like none', async () => {
    const agent = await joinWith(t.url, owner, name('Ag'), 'agent');
    const own = await agent.post('/api/v1/workspaces', { name: 'Garage' });
    expect((await agent.get('/api/v1/workspace')).body['name']).toBe('Garage');
    const here = { 'x-workspace-id': workspaceId };
    expect((await agent.get('/api/v1/workspace', here)).body['name']).toBe('Bakery');
    expect((await agent.get('/api/v1/test/admin', here)).status).toBe(403);
    await agent.post(`/api/v1/workspaces/${workspaceId}/activate`);
    expect((await agent.get('/api/v1/workspace')).body['name']).toBe('Bakery');

    const never = '01920000-0000-7000-8000-000000000000';
    for (const id of [String(own.body['id']), never, 'not-an-id']) {
      const answer = await owner.get('/api/v1/workspace', { 'x-workspace-id': id });
      expect(answer).toMatchObject({
        status: 404,
        body: { detail: 'There is no such workspace.' },
      });
    }
    for (const id of [String(own.body['id']), never]) {
      expect((await owner.post(`/api/v1/workspaces/${id}/activate`)).status).toBe(404);
    }
  });

  it('hide the members, invitations and keys of others', async () => {
    const other = await signUp(t.url, name('Other'));
    await other.post('/api/v1/workspaces', { name: 'Elsewhere' });
    const theirs = await other.get('/api/v1/members');
    const [member] = theirs.body['items'] as { id: string }[];
    const invited = await other.post('/api/v1/invitations', {
      email: 'guest@example.com',
      role: 'agent',
    });
    const key = await other.post('/api/v1/api-keys', { name: 'Theirs' });
    const paths = [
      `/api/v1/members/${member?.id}`,
      `/api/v1/invitations/${invited.body['id']}`,
      `/api/v1/api-keys/${key.body['id']}`,
    ];
    for (const path of paths) expect((await owner.delete(path)).status).toBe(404);
    expect((await owner.get('/api/v1/members')).body['items']).toHaveLength(1);
    expect((await owner.get('/api/v1/api-keys')).body['items']).toEqual([]);
  });

  it('take another name and time zone from admins', async () => {
    const agent = await joinWith(t.url, owner, name('Ag'), 'agent');
    expect((await agent.patch('/api/v1/workspace', { name: 'Mine' })).status).toBe(403);
    const changed = await owner.patch('/api/v1/workspace', { timeZone: 'Asia/Manila' });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Bakery', timeZone: 'Asia/Manila' },
    });
    expect(await owner.patch('/api/v1/workspace', { timeZone: 'Mars/Base' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.timeZone' }] },
    });
  });
});
