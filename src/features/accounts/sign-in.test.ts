import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, password, signUp, startAccounts, type TestAccounts } from './test-accounts.ts';

let t: TestAccounts;
beforeAll(async () => {
  t = await startAccounts();
});
afterAll(() => t.close());

describe('signing in', () => {
  it('goes from sign-up over a workspace to me', async () => {
    const ana = new Browser(t.url);
    const email = 'ana@example.com';
    const made = await ana.post('/api/auth/sign-up/email', { name: 'Ana', email, password });
    expect(made).toMatchObject({ status: 200, body: { person: { name: 'Ana', email } } });
    const cookie = made.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^switchyard\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(JSON.stringify(made.body)).not.toContain('token');

    expect(await ana.get('/api/v1/workspace')).toMatchObject({
      status: 403,
      body: { detail: 'No workspace is active: create or choose one.' },
    });
    const workspace = await ana.post('/api/v1/workspaces', { name: 'Café Olé & Co' });
    expect(workspace).toMatchObject({ status: 201, body: { slug: 'cafe-ole-co' } });
    const again = await ana.post('/api/v1/workspaces', { name: 'Café Olé & Co' });
    expect(again.body['slug']).toMatch(/^cafe-ole-co-[0-9a-f]{8}$/);
    const me = await ana.get('/api/v1/me');
    expect(me).toMatchObject({
      status: 200,
      body: {
        person: { email },
        memberships: [{ name: 'Café Olé & Co', role: 'owner' }, { role: 'owner' }],
        activeWorkspaceId: again.body['id'],
      },
    });
    const ids = await t.db.psql<{ version: string }>(
      `select substr(u.id::text, 15, 1) as version from users u
       union all select substr(id::text, 15, 1) from sessions
       union all select substr(id::text, 15, 1) from accounts`,
    );
    expect(ids.map(({ version }) => version)).toEqual(['7', '7', '7']);
  });

  it('names the refused field, and says when an address is taken', async () => {
    const browser = new Browser(t.url);
    const short = { name: 'Bo', email: 'bo@example.com', password: 'too short' };
    expect(await browser.post('/api/auth/sign-up/email', short)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.password' }] },
    });
    await signUp(t.url, 'Bo');
    const taken = { ...short, email: 'BO@example.com', password };
    expect(await browser.post('/api/auth/sign-up/email', taken)).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'body.email' }] },
    });
  });

  it('lets more people sign up at the same moment than there are connections', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `Crowd${n}`);
    const browsers = await Promise.all(names.map((name) => signUp(t.url, name)));
    const answers = await Promise.all(browsers.map((browser) => browser.get('/api/v1/me')));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('ends a session at once, and only that one', async () => {
    const first = await signUp(t.url, 'Cy');
    const second = new Browser(t.url);
    await second.post('/api/auth/sign-in/email', { email: 'cy@example.com', password });
    const stolen = new Browser(t.url);
    stolen.cookie = first.cookie;
    expect((await stolen.get('/api/v1/me')).status).toBe(200);
    expect((await first.post('/api/auth/sign-out')).status).toBe(200);
    expect((await stolen.get('/api/v1/me')).status).toBe(401);
    expect((await second.get('/api/v1/me')).status).toBe(200);
  });

  it('refuses a cookie with another signature and a page of another site', async () => {
    const browser = await signUp(t.url, 'Di');
    const forged = new Browser(t.url);
    forged.cookie = browser.cookie.replace(/\.[^.]*$/, `.${'A'.repeat(43)}%3D`);
    expect((await forged.get('/api/v1/me')).status).toBe(401);
    const foreign = { origin: 'https://evil.example' };
    expect((await browser.get('/api/v1/me', foreign)).status).toBe(403);
    expect((await browser.post('/api/auth/sign-out', {}, foreign)).status).toBe(403);
    const signIn = { email: 'di@example.com', password };
    expect((await browser.post('/api/auth/sign-in/email', signIn, foreign)).status).toBe(403);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
  });

  it('changes the password and signs out the other sessions', async () => {
    const here = await signUp(t.url, 'Ed');
    await here.post('/api/v1/workspaces', { name: 'Garage' });
    const there = new Browser(t.url);
    await there.post('/api/auth/sign-in/email', { email: 'ed@example.com', password });
    const wrong = { currentPassword: 'not this one', newPassword: 'another long one' };
    expect((await here.post('/api/auth/change-password', wrong)).body).toMatchObject({
      status: 400,
      detail: 'The current password is wrong.',
    });
    const right = { ...wrong, currentPassword: password };
    expect((await here.post('/api/auth/change-password', right)).status).toBe(200);
    expect((await here.get('/api/v1/workspace')).body).toMatchObject({ name: 'Garage' });
    expect((await there.get('/api/v1/me')).status).toBe(401);
    const old = { email: 'ed@example.com', password };
    expect((await there.post('/api/auth/sign-in/email', old)).status).toBe(401);
    const fresh = { ...old, password: wrong.newPassword };
    expect((await there.post('/api/auth/sign-in/email', fresh)).status).toBe(200);
    expect((await there.get('/api/v1/workspace')).body).toMatchObject({ name: 'Garage' });
  });

  it('reaches nothing else of better-auth', async () => {
    const browser = await signUp(t.url, 'Fay');
    for (const path of ['update-user', 'list-sessions', 'organization/create', 'delete-user']) {
      expect((await browser.post(`/api/auth/${path}`)).status).toBe(404);
    }
  });
});

describe('throttling', () => {
  it('stops guessing at one account; others at the same address sign in', async () => {
    await signUp(t.url, 'Victim');
    await signUp(t.url, 'Other');
    const guess = { email: 'victim@example.com', password: 'a wrong password' };
    const attempts = Array.from({ length: 12 }, () =>
      new Browser(t.url).post('/api/auth/sign-in/email', guess),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)]);
    const right = { email: 'Victim@example.com', password };
    const locked = await new Browser(t.url).post('/api/auth/sign-in/email', right);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(200);
    const other = { email: 'other@example.com', password };
    for (let round = 0; round < 8; round += 1) {
      const answer = await new Browser(t.url).post('/api/auth/sign-in/email', other);
      expect(answer.status).toBe(200);
    }
  });

  it('opens again when the window has passed', async () => {
    await signUp(t.url, 'Patient');
    const guess = { email: 'patient@example.com', password: 'a wrong password' };
    for (let round = 0; round < 6; round += 1) {
      await new Browser(t.url).post('/api/auth/sign-in/email', guess);
    }
    const right = { ...guess, password };
    expect((await new Browser(t.url).post('/api/auth/sign-in/email', right)).status).toBe(429);
    await t.db.psql('update rate_limits set last_request = 0');
    expect((await new Browser(t.url).post('/api/auth/sign-in/email', right)).status).toBe(200);
  });

  it('stops one address that tries many accounts', async () => {
    await t.db.psql('delete from rate_limits');
    await new Browser(t.url).post('/api/auth/sign-in/email', { email: 'x@example.com', password });
    await t.db.psql(`update rate_limits set count = 40 where key like 'sign-in:address:%'`);
    const tries = Array.from({ length: 15 }, (_, n) =>
      new Browser(t.url).post('/api/auth/sign-in/email', {
        email: `nobody${n}@example.com`,
        password: 'a wrong password',
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    await t.db.psql('delete from rate_limits');
  });
});
