import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlAs } from '../../platform/database/roles.ts';
import {
  Browser,
  joinWith,
  password,
  signUp,
  startAccounts,
  type TestAccounts,
} from './test-accounts.ts';

let t: TestAccounts;
let owner: Browser;
/** Everything that only its holder may know. */
const secrets: string[] = [password];

beforeAll(async () => {
  t = await startAccounts();
  owner = await signUp(t.url, 'Ana');
  await owner.post('/api/v1/workspaces', { name: 'Bakery' });
});
afterAll(() => t.close());

async function makeKey(maker: Browser, input: object): Promise<{ id: string; key: string }> {
  const { status, body } = await maker.post('/api/v1/api-keys', input);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const key = String(body['key']);
  secrets.push(key);
  return { id: String(body['id']), key };
}

const withKey = (key: string) => new Browser(t.url, { 'x-api-key': key });

describe('API keys', () => {
  it('work in their workspace with their role until they are revoked', async () => {
    const { id, key } = await makeKey(owner, { name: 'Website', role: 'agent' });
    const program = withKey(key);
    expect(await program.get('/api/v1/test/agent')).toMatchObject({
      status: 200,
      body: { actor: `key:${id}`, role: 'agent', memberId: null, userId: null },
    });
    const bearer = new Browser(t.url, { authorization: `Bearer ${key}` });
    expect((await bearer.get('/api/v1/test/agent')).status).toBe(200);
    expect((await program.get('/api/v1/test/admin')).status).toBe(403);
    expect((await program.get('/api/v1/me')).status).toBe(403);
    const listed = await owner.get('/api/v1/api-keys');
    expect(listed.body['items']).toMatchObject([{ id, name: 'Website', start: key.slice(0, 9) }]);
    expect(JSON.stringify(listed.body)).not.toContain(key);
    const [row] = listed.body['items'] as { lastUsedAt: string | null }[];
    expect(row?.lastUsedAt).not.toBeNull();
    expect((await owner.delete(`/api/v1/api-keys/${id}`)).status).toBe(200);
    expect(await program.get('/api/v1/test/viewer')).toMatchObject({
      status: 401,
      body: { detail: 'This API key is unknown, revoked or expired.' },
    });
  });

  it('manage neither people nor keys', async () => {
    const { id, key } = await makeKey(owner, { name: 'Admin bot', role: 'admin' });
    const program = withKey(key);
    expect((await program.get('/api/v1/members')).status).toBe(200);
    const more = { name: 'Child', role: 'admin' };
    expect((await program.post('/api/v1/api-keys', more)).status).toBe(403);
    const guest = { email: 'guest@example.com', role: 'admin' };
    expect((await program.post('/api/v1/invitations', guest)).status).toBe(403);
    expect((await program.delete(`/api/v1/api-keys/${id}`)).status).toBe(403);
  });

  it('never do more than their maker may, now or later', async () => {
    const admin = await joinWith(t.url, owner, 'Ben', 'admin');
    const above = await admin.post('/api/v1/api-keys', { name: 'Too much', role: 'owner' });
    expect(above.status).toBe(403);
    const { key } = await makeKey(admin, { name: 'Sync', role: 'admin' });
    const program = withKey(key);
    expect((await program.get('/api/v1/test/admin')).status).toBe(200);
    await owner.patch(`/api/v1/members/${admin.memberId}`, { role: 'viewer' });
    expect((await program.get('/api/v1/test/agent')).status).toBe(403);
    expect((await program.get('/api/v1/test/viewer')).status).toBe(200);
  });

  it('expire', async () => {
    const past = { name: 'Past', expiresAt: '2020-01-01T00:00:00Z' };
    expect(await owner.post('/api/v1/api-keys', past)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.expiresAt' }] },
    });
    const { id, key } = await makeKey(owner, {
      name: 'Soon',
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await withKey(key).get('/api/v1/test/viewer')).status).toBe(200);
    await t.db.psql('update api_keys set expires_at = now() where id = $1', [id]);
    expect((await withKey(key).get('/api/v1/test/viewer')).status).toBe(401);
  });
});

describe('secrets in the database', () => {
  it('are out of reach of the app and engine roles', async () => {
    for (const role of ['switchyard_app', 'switchyard_engine']) {
      const client = new pg.Client({ connectionString: urlAs(t.db.ownerUrl, role, 'test') });
      await client.connect();
      const denied = [
        'select password from accounts',
        'select token from sessions',
        'select value from verifications',
        'select key from rate_limits',
        'select key_hash from api_keys',
        'select * from api_keys',
        'select secret_hash from invitations',
        `update members set role = 'owner'`,
        `insert into users (name, email) values ('x', 'x')`,
      ];
      for (const text of denied) {
        await expect(client.query(text), `${role}: ${text}`).rejects.toThrow('permission denied');
      }
      await client.end();
    }
  });

  it('leave the accounts role with nothing of the tenants', async () => {
    const url = t.db.urls.auth;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const table of ['contacts', 'messages', 'pages', 'page_secrets', 'events']) {
      await expect(client.query(`select from ${table}`)).rejects.toThrow('permission denied');
    }
    await expect(
      client.query(`insert into events (workspace_id, type, subject_id, changes, actor, lane)
        values (uuidv7(), 'contact.deleted', uuidv7(), '{}', 'forged', 0)`),
    ).rejects.toThrow('row-level security');
    await client.end();
  });

  it('are in no event, and every event says who', async () => {
    const guest = await owner.post('/api/v1/invitations', {
      email: 'guest@example.com',
      role: 'viewer',
    });
    secrets.push(new URL(String(guest.body['link'])).hash.slice(1));
    const hidden = await t.db.psql<{ secret: string }>(
      `select password as secret from accounts union all select token from sessions
       union all select key_hash from api_keys union all select secret_hash from invitations`,
    );
    secrets.push(...hidden.map(({ secret }) => secret));
    const events = await t.db.psql<{ type: string; actor: string; text: string }>(
      'select type, actor, e::text as text from events e order by id',
    );
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set([
        'workspace.created',
        'member.created',
        'member.updated',
        'invitation.created',
        'invitation.updated',
        'api_key.created',
        'api_key.deleted',
        'api_key.updated',
      ]),
    );
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of secrets) {
      expect(events.filter(({ text }) => text.includes(secret))).toEqual([]);
    }
    const ours = events.filter(({ actor }) => !actor.startsWith('database:'));
    expect(ours.every(({ actor }) => /^member:[0-9a-f-]{36}$/.test(actor))).toBe(true);
    // The one change made past the API, by the test of expiry.
    expect(events.length - ours.length).toBe(1);
  });
});
