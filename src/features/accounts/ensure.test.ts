import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser, password, startAccounts, type TestAccounts } from './test-accounts.ts';

let t: TestAccounts;
beforeAll(async () => {
  t = await startAccounts({ openSignUp: false });
});
afterAll(() => t.close());

it('makes the first owner and workspace once, ready to sign in', async () => {
  const demo = { name: 'Demo', email: 'Demo@example.com', password };
  const first = await t.accounts.ensureUser(demo);
  expect(first.created).toBe(true);
  const again = await t.accounts.ensureUser({ ...demo, password: 'another password' });
  expect(again).toEqual({ userId: first.userId, created: false });
  const input = { name: 'Demo', slug: 'demo', ownerUserId: first.userId };
  const workspace = await t.accounts.ensureWorkspace(input);
  expect(await t.accounts.ensureWorkspace(input)).toEqual(workspace);

  const browser = new Browser(t.url);
  const signIn = { email: 'demo@example.com', password };
  expect((await browser.post('/api/auth/sign-in/email', signIn)).status).toBe(200);
  expect((await browser.get('/api/v1/me')).body).toMatchObject({
    person: { id: first.userId, email: 'demo@example.com' },
    memberships: [{ workspaceId: workspace.workspaceId, role: 'owner' }],
    activeWorkspaceId: workspace.workspaceId,
  });
  const identity = await t.accounts.authenticateHeaders({ cookie: browser.cookie });
  expect(identity.caller).toMatchObject({ ...workspace, role: 'owner' });
  const open = await browser.get('/api/v1/sign-up');
  expect(open.body).toEqual({ open: false, firstRun: false });
});
