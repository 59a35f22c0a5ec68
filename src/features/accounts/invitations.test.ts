import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, password, startAccounts, type TestAccounts } from './test-accounts.ts';

let t: TestAccounts;
let owner: Browser;
beforeAll(async () => {
  t = await startAccounts({ openSignUp: false });
  owner = new Browser(t.url);
});
afterAll(() => t.close());

const signUpPath = '/api/auth/sign-up/email';

async function invite(email: string, role = 'agent') {
  const { body } = await owner.post('/api/v1/invitations', { email, role });
  const link = new URL(String(body['link']));
  return { id: String(body['id']), secret: link.hash.slice(1), link };
}

describe('invitations on an instance with closed sign-up', () => {
  it('is open to the first person alone', async () => {
    expect((await owner.get('/api/v1/sign-up')).body).toEqual({ open: true, firstRun: true });
    const first = { name: 'Ana', email: 'ana@example.com', password };
    expect((await owner.post(signUpPath, first)).status).toBe(200);
    await owner.post('/api/v1/workspaces', { name: 'Bakery' });
    const stranger = new Browser(t.url);
    expect((await stranger.get('/api/v1/sign-up')).body).toEqual({ open: false, firstRun: false });
    const second = { name: 'Eve', email: 'eve@example.com', password };
    expect((await stranger.post(signUpPath, second)).status).toBe(403);
  });

  it('let the holder of the link sign up and join, once', async () => {
    const { id, secret, link } = await invite('ben@example.com', 'admin');
    expect(link.origin + link.pathname).toBe(`http://localhost:3000/invitation/${id}`);
    const ben = new Browser(t.url);
    const person = { name: 'Ben', email: 'Ben@example.com', password };
    const wrong = { ...person, invitation: { id, secret: 'x'.repeat(32) } };
    expect((await ben.post(signUpPath, wrong)).status).toBe(403);
    const other = { ...person, email: 'eve@example.com', invitation: { id, secret } };
    expect((await ben.post(signUpPath, other)).status).toBe(403);
    expect((await ben.post(signUpPath, { ...person, invitation: { id, secret } })).status).toBe(
      200,
    );

    const path = `/api/v1/invitations/${id}/accept`;
    expect((await ben.post(path, { secret: 'x'.repeat(32) })).status).toBe(404);
    expect((await owner.post(path, { secret })).status).toBe(403);
    const twice = await Promise.all([ben.post(path, { secret }), ben.post(path, { secret })]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await ben.get('/api/v1/test/admin')).status).toBe(200);
    expect((await owner.get('/api/v1/invitations')).body['items']).toEqual([]);
    const again = await owner.post('/api/v1/invitations', { email: person.email, role: 'viewer' });
    expect(again.status).toBe(409);
  });

  it('end when cancelled, replaced or expired', async () => {
    const outcome = async (proof: { id: string; secret: string }) => {
      const answer = await new Browser(t.url).post(signUpPath, {
        name: 'Cy',
        email: 'cy@example.com',
        password,
        invitation: { id: proof.id, secret: proof.secret },
      });
      return answer.status;
    };
    const first = await invite('cy@example.com');
    const second = await invite('cy@example.com');
    expect(await outcome(first)).toBe(403);
    await owner.delete(`/api/v1/invitations/${second.id}`);
    expect(await outcome(second)).toBe(403);
    const third = await invite('cy@example.com');
    await t.db.psql(`update invitations set expires_at = now() where id = $1`, [third.id]);
    expect(await outcome(third)).toBe(403);
    const listed = await owner.get('/api/v1/invitations');
    expect(listed.body['items']).toMatchObject([{ email: 'cy@example.com', expired: true }]);
    expect(await outcome(await invite('cy@example.com'))).toBe(200);
  });

  it('are handed out by admins up to their own role', async () => {
    await t.db.psql(`insert into users (name, email) values ('Dee', 'dee@example.com')`);
    const ben = new Browser(t.url);
    await ben.post('/api/auth/sign-in/email', { email: 'ben@example.com', password });
    const as = (role: string) =>
      ben.post('/api/v1/invitations', { email: 'dee@example.com', role });
    expect((await as('owner')).status).toBe(403);
    expect((await as('admin')).status).toBe(201);
  });
});
