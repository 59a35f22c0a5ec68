import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser, password, signUp, startAccounts, type TestAccounts } from './test-accounts.ts';

let t: TestAccounts;
beforeAll(async () => {
  t = await startAccounts();
});
afterAll(() => t.close());

type MemberEvent = {
  workspace_id: string;
  contact_id: string | null;
  actor: string;
  changes: Record<string, [unknown, unknown]>;
};

/** What happened to members since the last call. */
async function memberEvents(): Promise<MemberEvent[]> {
  const events = await t.db.psql<MemberEvent>(
    `select workspace_id, contact_id, actor, changes from events
     where type = 'member.updated' and id > $1 order by id`,
    [seen],
  );
  const [last] = await t.db.psql<{ id: string }>('select coalesce(max(id), 0) as id from events');
  seen = last?.id ?? seen;
  return events;
}
let seen = '0';

it('tells of signing in and out in every workspace of the person, and nothing of the session', async () => {
  const first = await signUp(t.url, 'Ana');
  const workspaces = [
    String((await first.post('/api/v1/workspaces', { name: 'Bakery' })).body['id']),
    String((await first.post('/api/v1/workspaces', { name: 'Garage' })).body['id']),
  ].sort();
  const other = await signUp(t.url, 'Ben');
  await other.post('/api/v1/workspaces', { name: 'Harbour' });
  await memberEvents();
  const before = await first.get('/api/v1/members');
  expect(before.body['items']).toMatchObject([{ name: 'Ana', signedInAt: null }]);

  const second = new Browser(t.url);
  await second.post('/api/auth/sign-in/email', { email: 'ana@example.com', password });
  const signedIn = await memberEvents();
  expect(signedIn.map((event) => event.workspace_id).sort()).toEqual(workspaces);
  for (const { changes, contact_id, actor } of signedIn) {
    expect(changes).toEqual({ signedInAt: [null, expect.stringMatching(/^20\d\d-/)] });
    expect({ contact_id, actor }).toEqual({ contact_id: null, actor: 'database:switchyard_auth' });
  }
  const { body } = await first.get('/api/v1/members');
  expect(body['items']).toMatchObject([{ signedInAt: expect.stringMatching(/Z$/) }]);

  const sessions = await t.db.psql<{ id: string; token: string }>('select id, token from sessions');
  await second.post('/api/auth/sign-out');
  const signedOut = await memberEvents();
  expect(signedOut.map((event) => event.workspace_id).sort()).toEqual(workspaces);
  for (const { changes } of signedOut) {
    expect(changes).toEqual({ signedOutAt: [null, expect.stringMatching(/^20\d\d-/)] });
  }

  const told = JSON.stringify(await t.db.psql('select * from events'));
  expect(sessions.length).toBe(3);
  for (const { id, token } of sessions) {
    expect(told).not.toContain(id);
    expect(told).not.toContain(token);
  }
});

it('waits for automations that listen to it', async () => {
  const browser = await signUp(t.url, 'Di');
  const { body } = await browser.post('/api/v1/workspaces', { name: 'Bakery' });
  await t.db.psql(
    `with made as (insert into automations (workspace_id, name, draft, created_by)
       values ($1, 'Greet', '{}', 'system') returning workspace_id, id)
     insert into automation_listeners select workspace_id, 'member.updated', id, 1 from made`,
    [body['id']],
  );
  const again = { email: 'di@example.com', password };
  expect((await new Browser(t.url).post('/api/auth/sign-in/email', again)).status).toBe(200);
  const waiting = await t.db.psql(
    `select e.type, e.changes ? 'signedInAt' as signed_in from pending_events p
     join events e on e.workspace_id = p.workspace_id and e.id = p.id and e.at = p.at
     where p.workspace_id = $1`,
    [body['id']],
  );
  expect(waiting).toEqual([{ type: 'member.updated', signed_in: true }]);
});

it('is not told of a failed sign-in', async () => {
  const browser = await signUp(t.url, 'Cy');
  await browser.post('/api/v1/workspaces', { name: 'Bakery' });
  await memberEvents();
  const wrong = { email: 'cy@example.com', password: 'not this one at all' };
  expect((await new Browser(t.url).post('/api/auth/sign-in/email', wrong)).status).toBe(401);
  expect(await memberEvents()).toEqual([]);
});
