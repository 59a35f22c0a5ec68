import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Hook, HookCall, HookParams } from '../../contracts/hooks.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { createSecretBox } from '../../platform/secrets/index.ts';
import { hookRoutes } from './index.ts';

const secrets = createSecretBox(randomBytes(32));
const publicUrl = 'https://crm.example';
let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let base: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(hookRoutes({ database: db, secrets, publicUrl }));
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  ana = await addTestMember(db, app, { name: 'Ana', role: 'admin' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const everything: HookParams = {
  requireSignature: false,
  map: { email: 'email', phone: 'tel', firstName: 'name' },
};

/** An automation that starts from a webhook, and where to post. */
async function addHook(
  params: Partial<HookParams> = everything,
  status = 'active',
  listens = true,
): Promise<{ automationId: string; path: string; secret: string }> {
  const [automation] = await db.psql<{ id: string }>(
    `insert into automations (workspace_id, name, draft, created_by, status, version)
     values ($1, 'Test', '{}', 'system', $2, 1) returning id`,
    [ana.workspaceId, status],
  );
  const automationId = automation?.id ?? '';
  await db.psql(
    `insert into automation_versions (workspace_id, automation_id, number, definition, published_by)
     values ($1, $2, 1, $3, 'system')`,
    [
      ana.workspaceId,
      automationId,
      JSON.stringify({ trigger: { type: 'incoming_webhook', params } }),
    ],
  );
  if (listens) {
    await db.psql(
      `insert into automation_listeners (workspace_id, event_type, automation_id, version)
       values ($1, 'hook_call.created', $2, 1)`,
      [ana.workspaceId, automationId],
    );
  }
  const { body } = await ana.call<Hook>('GET', `/api/v1/automations/${automationId}/hook`);
  return { automationId, path: new URL(body.url).pathname, secret: body.secret };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as { id: string; detail?: string; errors?: unknown };
  return { status: response.status, body: answer };
}

/** Calls stored for an automation with the contact of each. */
function stored(automationId: string) {
  return db.psql<{ id: string; contact: string | null; email: string | null; body: unknown }>(
    `select h.id, h.contact_id as contact, c.email, h.body from hook_calls h
     left join contacts c on c.workspace_id = h.workspace_id and c.id = h.contact_id
     where h.automation_id = $1 order by h.created_at, h.id`,
    [automationId],
  );
}

async function countContacts(host: string) {
  const [row] = await db.psql<{ all: number; different: number }>(
    `select count(*)::int as all, count(distinct email)::int as different
     from contacts where email like $1`,
    [`%@${host}`],
  );
  return row;
}

describe('a post to a hook', () => {
  it('is stored with its contact, made or found, and raises its event', async () => {
    const { automationId, path } = await addHook();
    const zoe = {
      email: 'Zoe@Example.com',
      tel: '+351 912 345 678',
      name: 'Zoë',
      plan: { seats: 3 },
    };
    const first = await post(path, zoe);
    expect(first.status).toBe(202);
    await post(path, { email: 'zoe@example.COM', name: 'Other' });
    await post(path, { tel: '00351 (912) 345-678' });
    await post(path, { plan: 'nobody' });
    const calls = await stored(automationId);
    expect(calls.map(({ email }) => email)).toEqual([...Array(3).fill('zoe@example.com'), null]);
    expect(calls[0]).toMatchObject({ id: first.body.id, body: zoe });
    const contacts = await db.psql(
      `select first_name as name, phone, has_email, has_sms from contacts where email = 'zoe@example.com'`,
    );
    expect(contacts).toEqual([
      { name: 'Zoë', phone: '+351912345678', has_email: true, has_sms: true },
    ]);
    const events = await db.psql(
      `select type, contact_id, actor from events where type = 'hook_call.created'
       and subject_id = $1`,
      [first.body.id],
    );
    expect(events).toEqual([
      { type: 'hook_call.created', contact_id: calls[0]?.contact, actor: 'webhook' },
    ]);
  });

  it('finds a contact whose phone somebody typed as it is posted; makes none of what is no phone', async () => {
    const { automationId, path } = await addHook();
    await db.psql(
      `insert into contacts (workspace_id, first_name, phone) values ($1, 'Eva', '+351 210 000 000')`,
      [ana.workspaceId],
    );
    expect((await post(path, { tel: '+351 210 000 000' })).status).toBe(202);
    expect((await post(path, { tel: 'abc' })).status).toBe(202);
    const calls = await stored(automationId);
    const [eva] = await db.psql<{ id: string }>(`select id from contacts where first_name = 'Eva'`);
    expect(calls).toMatchObject([{ contact: eva?.id }, { contact: null, body: { tel: 'abc' } }]);
  });

  it('takes forms, odd characters and nothing at all; refuses what is neither JSON nor form', async () => {
    const { automationId, path } = await addHook();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(path, 'email=form%40example.com&tag=a&tag=b', form)).status).toBe(202);
    expect((await post(path, '{"a\\u0000":"b\\u0000\\ud800"}')).status).toBe(202);
    expect((await post(path, '')).status).toBe(202);
    expect(await stored(automationId)).toMatchObject([
      { email: 'form@example.com', body: { tag: ['a', 'b'] } },
      { email: null, body: { a: 'b\uFFFD' } },
      { body: {} },
    ]);
    const refused = await post(path, 'hello');
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'body' }] } });
    expect((await post(path, '['.repeat(9_999) + ']'.repeat(9_999))).status).toBe(422);
    expect((await post(path, JSON.stringify('x'.repeat(300_000)))).status).toBe(413);
    expect((await stored(automationId)).length).toBe(3);
  });

  it('sent again with the same key is the same call', async () => {
    const { automationId, path } = await addHook({ map: { firstName: 'name' } });
    const keyed = { 'idempotency-key': 'order-7' };
    const first = await post(path, { name: 'Kim' }, keyed);
    const again = await post(path, { name: 'Kim' }, keyed);
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
    const together = await Promise.all(
      Array.from({ length: 20 }, () => post(path, { name: 'Lee' }, { 'webhook-id': 'm-1' })),
    );
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1);
    expect((await stored(automationId)).length).toBe(2);
    const people = await db.psql(`select from contacts where first_name in ('Kim', 'Lee')`);
    expect(people.length).toBe(2);
    const other = await addHook();
    expect((await post(other.path, {}, keyed)).body.id).not.toBe(first.body.id);
  });

  it('must be signed rightly when it is signed, and when the automation wants it', async () => {
    const { path, secret, automationId } = await addHook({ requireSignature: true });
    const open = await addHook();
    const body = '{ "a" : "ë" }';
    const sign = (key: string, at = new Date()) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign('msg_1', at, body),
    });
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    const old = new Date(Date.now() - 600_000);
    expect((await post(path, body)).status).toBe(401);
    expect((await post(path, body, sign(other))).status).toBe(401);
    expect((await post(path, body, sign(secret, old))).status).toBe(401);
    expect((await post(path, `${body} `, sign(secret))).status).toBe(401);
    expect((await post(open.path, body, sign(other))).status).toBe(401);
    expect((await post(open.path, body, { 'webhook-signature': '' })).status).toBe(401);
    expect(await stored(automationId)).toEqual([]);
    expect((await post(path, body, sign(secret))).status).toBe(202);
    expect((await post(open.path, body, sign(open.secret))).status).toBe(202);
  });

  it('to nobody, or to an automation that is off, stores nothing', async () => {
    expect((await post('/api/v1/hooks/unknown', {})).status).toBe(404);
    const paused = await addHook(everything, 'paused');
    const answer = await post(paused.path, { email: 'off@example.com' });
    expect(answer).toMatchObject({ status: 409, body: { detail: /paused/ } });
    expect((await post((await addHook(everything, 'draft')).path, {})).status).toBe(409);
    // Off since a moment ago, while this process still takes it for active.
    const active = await addHook();
    expect((await post(active.path, {})).status).toBe(202);
    await db.psql(`update automations set status = 'paused' where id = $1`, [active.automationId]);
    expect((await post(active.path, { email: 'off@example.com' })).status).toBe(409);
    await db.psql(`delete from automations where id = $1`, [active.automationId]);
    expect((await post(active.path, { email: 'off@example.com' })).status).toBe(404);
    expect(await db.psql(`select from contacts where email = 'off@example.com'`)).toEqual([]);
  });

  it('is refused when nothing of the automation listens to it', async () => {
    const { automationId, path } = await addHook(everything, 'active', false);
    const { status, body } = await post(path, { email: 'unheard@example.com' });
    expect(status).toBe(409);
    expect(body.detail).toMatch(/nothing was stored/);
    expect(await stored(automationId)).toEqual([]);
    expect(await db.psql(`select from contacts where email = 'unheard@example.com'`)).toEqual([]);
  });

  it('of 200 people at once makes 200 contacts, of one person at once makes one', async () => {
    const { automationId, path } = await addHook();
    const people = Array.from({ length: 200 }, (_, n) => post(path, { email: `p${n}@x.test` }));
    const same = Array.from({ length: 60 }, (_, n) =>
      post(path, { email: 'SAME@x.test', tel: `+35191234567${n % 3}` }),
    );
    const answers = await Promise.all([...people, ...same]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await stored(automationId)).length).toBe(260);
    expect(await countContacts('x.test')).toEqual({ all: 201, different: 201 });
  });

  it('of one person at two processes makes one contact', async () => {
    const { path } = await addHook();
    const second = await openTestApi(hookRoutes({ database: db, secrets, publicUrl }));
    const toSecond = (payload: object) => second.inject({ method: 'POST', url: path, payload });
    try {
      await Promise.all([post(path, {}), toSecond({})]);
      for (let n = 0; n < 15; n += 1) {
        const payload = { email: `two${n}@y.test` };
        const [one, other] = await Promise.all([post(path, payload), toSecond(payload)]);
        expect([one.status, other.statusCode]).toEqual([202, 202]);
      }
    } finally {
      await second.close();
    }
    expect(await countContacts('y.test')).toEqual({ all: 15, different: 15 });
  });
});

describe('people', () => {
  it('see the address and secret, the same until they change them', async () => {
    const { automationId, path } = await addHook();
    const url = `/api/v1/automations/${automationId}/hook`;
    const before = (await ana.call<Hook>('GET', url)).body;
    expect(before).toMatchObject({ url: `${publicUrl}${path}`, lastCallAt: null });
    await post(path, {});
    const after = (await ana.call<Hook>('POST', `${url}/rotate`)).body;
    expect(after.url).not.toBe(before.url);
    expect(after.secret).not.toBe(before.secret);
    expect(after.lastCallAt).not.toBeNull();
    expect((await ana.call<Hook>('GET', url)).body).toEqual(after);
    expect((await post(new URL(after.url).pathname, {})).status).toBe(202);
    await expect.poll(async () => (await post(path, {})).status, { timeout: 3_000 }).toBe(404);
    const [row] = await db.psql<{ all: string }>(
      `select string_agg(h::text, '') as all from automation_hooks h`,
    );
    expect(row?.all).not.toContain(path.split('/').at(-1));
  });

  it('read what was posted, newest first', async () => {
    const { automationId, path } = await addHook();
    for (let n = 0; n < 5; n += 1) await post(path, { n }, { 'webhook-id': `m${n}` });
    const list = async (query: string) =>
      (
        await ana.call<{ items: HookCall[]; nextCursor: string | null }>(
          'GET',
          `/api/v1/automations/${automationId}/hook/calls?${query}`,
        )
      ).body;
    const first = await list('limit=3');
    const rest = await list(`limit=3&cursor=${first.nextCursor}`);
    const bodies = [...first.items, ...rest.items].map(({ body }) => body);
    expect(bodies).toEqual([4, 3, 2, 1, 0].map((n) => ({ n })));
    expect(rest.nextCursor).toBeNull();
  });

  it('of another workspace learn nothing', async () => {
    const { automationId } = await addHook();
    const eve = await addTestMember(db, app, { name: 'Eve', role: 'owner' });
    const url = `/api/v1/automations/${automationId}/hook`;
    expect((await eve.call('GET', url)).status).toBe(404);
    expect((await eve.call('POST', `${url}/rotate`)).status).toBe(404);
    expect((await eve.call('GET', `${url}/calls`)).status).toBe(404);
  });
});
