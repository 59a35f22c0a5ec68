import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Delivery, DeliveryDetails, WebhookSecret } from '../../contracts/deliveries.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { silentLogger } from '../../platform/logging/logger.ts';
import { createOutgoing, type Outgoing } from '../../platform/outgoing/index.ts';
import { createQueue, type Queue } from '../../platform/queue/index.ts';
import { createSecretBox } from '../../platform/secrets/index.ts';
import { createHostGate } from './host-gate.ts';
import { deliveryRoutes } from './index.ts';
import { sendDueDeliveries } from './send-due-deliveries.ts';
import { startReceiver, type TestReceiver } from './test-receiver.ts';

const secrets = createSecretBox(randomBytes(32));
let db: TestDatabase;
let queue: Queue;
let app: ApiServer;
let ana: TestMember;
let outgoing: Outgoing;
let closers: (() => PromiseLike<void>)[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  const backend = { kind: 'postgres', url: db.urls.engine, schema: 'queue' } as const;
  queue = await createQueue({ backend, log: silentLogger });
  app = await openTestApi(deliveryRoutes({ database: db, queue, secrets }));
  ana = await addTestMember(db, app, { name: 'Ana', role: 'admin' });
});
afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  closers = [];
  await db.psql('delete from deliveries');
});
afterAll(async () => {
  await app.close();
  await queue.close();
  await db.close();
});

async function receive(answer: Parameters<typeof startReceiver>[0]): Promise<TestReceiver> {
  const receiver = await startReceiver(answer);
  outgoing = createOutgoing({ allowOrigins: [receiver.url] });
  closers.push(() => receiver[Symbol.asyncDispose](), outgoing.close);
  return receiver;
}

/** A delivery as the engine makes it. */
async function queueWebhook(payload: object, more: object = {}): Promise<string> {
  const row = {
    workspaceId: ana.workspaceId,
    channel: 'webhook',
    key: `run:${randomBytes(4).toString('hex')}`,
    recipient: 'https://example.test',
    status: 'queued',
    nextAttemptAt: new Date(),
    payload: JSON.stringify(payload),
    ...more,
  };
  const made = await db.asEngine('system', (tx) =>
    tx.insertInto('deliveries').values(row).returning('id').executeTakeFirstOrThrow(),
  );
  return made.id;
}

function sendDue(): Promise<void> {
  const deps = { database: db, outgoing, secrets, log: silentLogger };
  return sendDueDeliveries(deps, createHostGate(), new AbortController().signal);
}

/** As if the time until the next try had passed. */
async function sendNext(): Promise<void> {
  await db.psql(`update deliveries set next_attempt_at = now() where status = 'queued'`);
  await sendDue();
}

async function details(id: string): Promise<DeliveryDetails> {
  const { status, body } = await ana.call<DeliveryDetails>('GET', `/api/v1/deliveries/${id}`);
  expect(status).toBe(200);
  return body;
}

async function signingSecret(): Promise<string> {
  return (await ana.call<WebhookSecret>('GET', '/api/v1/webhook-secret')).body.secret;
}

const secondsUntil = (time: string | null) => (Date.parse(time ?? '') - Date.now()) / 1000;

/** A run that waits for a delivery or an answer. */
async function addWaitingRun(): Promise<string> {
  const [run] = await db.psql<{ id: string }>(
    `with automation as (insert into automations (workspace_id, name, draft, created_by)
       values ($1, 'Test', '{}', 'system') returning id)
     insert into runs (workspace_id, automation_id, version, trigger_key, trigger, lane, status,
       wait_reason) select $1, id, 1, gen_random_uuid()::text, '{}', 0, 'waiting', 'delivery'
     from automation returning id`,
    [ana.workspaceId],
  );
  return run?.id ?? '';
}

async function isAwake(runId: string): Promise<boolean> {
  const [run] = await db.psql<{ awake: boolean }>(
    'select due_at <= now() as awake from runs where id = $1',
    [runId],
  );
  return run?.awake === true;
}

describe('a webhook', () => {
  it('arrives signed, and its answer is kept for later steps', async () => {
    const to = await receive((response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'x-other': 'no' });
      response.end('{"ticket":42,"odd":"a\\u0000b\\ud800"}');
    });
    const body = JSON.stringify({ name: 'Zoë' });
    const headers = { 'X-Api-Key': 's3cret', 'Webhook-Id': 'forged', 'X-Plain': 'p' };
    const id = await queueWebhook({ method: 'POST', url: `${to.url}/in?k=v`, headers, body });
    await sendDue();
    const [got] = to.received;
    expect([got?.method, got?.path, got?.body]).toEqual(['POST', '/in?k=v', body]);
    expect(got?.headers).toMatchObject({
      'webhook-id': id,
      'x-api-key': 's3cret',
      'content-type': 'application/json',
    });
    const sent = Object.fromEntries(
      Object.entries(got?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const check = (secret: string) => new Webhook(secret).verify(got?.body ?? '', sent);
    expect(check(await signingSecret())).toEqual({ name: 'Zoë' });
    expect(() => check(`whsec_${randomBytes(32).toString('base64')}`)).toThrow();

    const delivery = await details(id);
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: 1,
      errorCode: null,
      request: {
        url: `${to.url}/in?k=•••`,
        headers: { 'X-Api-Key': '•••', 'X-Plain': 'p' },
      },
      response: {
        status: 201,
        headers: { 'content-type': 'application/json' },
        body: { ticket: 42, odd: 'ab\uFFFD' },
      },
      attemptLog: [{ number: 1, statusCode: 201, errorCode: null }],
    });
    expect(JSON.stringify(delivery)).not.toMatch(/s3cret|x-other/);
  });

  it('is tried again after 500, under the same id, and wakes its run when it has arrived', async () => {
    const to = await receive((response, _request, count) => {
      response.writeHead(count === 0 ? 500 : 200).end(count === 0 ? 'oops' : 'fine');
    });
    const runId = await addWaitingRun();
    const id = await queueWebhook({ url: to.url, body: '{}' }, { runId });
    await sendDue();
    const failed = await details(id);
    expect(failed).toMatchObject({ status: 'queued', attempts: 1, errorCode: 'http_500' });
    expect(secondsUntil(failed.nextAttemptAt)).toBeGreaterThan(3);
    expect(secondsUntil(failed.nextAttemptAt)).toBeLessThan(6);
    expect(await isAwake(runId)).toBe(false);

    await sendDue();
    expect(to.received.length).toBe(1);
    await sendNext();
    expect(await details(id)).toMatchObject({
      status: 'delivered',
      attempts: 2,
      error: null,
      response: { status: 200, body: 'fine' },
      attemptLog: [
        { number: 1, statusCode: 500, response: 'oops' },
        { number: 2, statusCode: 200 },
      ],
    });
    expect(new Set(to.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    expect(await isAwake(runId)).toBe(true);
  });

  it('gives up at once after 410, and after 404, and says so', async () => {
    const to = await receive((response, { path }) => {
      response.writeHead(Number(path.slice(1))).end();
    });
    const runId = await addWaitingRun();
    const gone = await queueWebhook({ url: `${to.url}/410` }, { runId });
    const missing = await queueWebhook({ url: `${to.url}/404` });
    await sendDue();
    expect(await details(gone)).toMatchObject({
      status: 'failed',
      errorCode: 'gone',
      nextAttemptAt: null,
    });
    expect(await details(missing)).toMatchObject({ status: 'failed', errorCode: 'http_404' });
    expect(await isAwake(runId)).toBe(true);
  });

  it('waits as long as the receiver asks', async () => {
    const to = await receive((response) => {
      response.writeHead(429, { 'retry-after': '120' }).end();
    });
    const id = await queueWebhook({ url: to.url });
    await sendDue();
    const { nextAttemptAt } = await details(id);
    expect(secondsUntil(nextAttemptAt)).toBeGreaterThan(115);
    expect(secondsUntil(nextAttemptAt)).toBeLessThan(121);
  });

  it('is given up after three tries when its retry is short', async () => {
    const to = await receive((_response, request) => void request);
    await Promise.all(closers.splice(0, 1).map((close) => close()));
    const id = await queueWebhook({ url: to.url, retry: 'short' });
    for (const attempts of [1, 2, 3]) {
      await sendNext();
      expect(await details(id)).toMatchObject({ attempts, errorCode: 'connect' });
    }
    expect(await details(id)).toMatchObject({ status: 'failed' });
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::ffff:169.254.169.254]/latest/meta-data',
    'http://localhost/',
    'http://0x7f.1/',
    'ftp://example.com/',
    'not a url',
  ])('never goes to %s', async (url) => {
    await receive((response) => void response.end());
    const id = await queueWebhook({ url, body: '{}' });
    await sendDue();
    const { status, errorCode, error, attempts } = await details(id);
    expect([status, attempts]).toEqual(['failed', 1]);
    expect(['address_refused', 'invalid_url']).toContain(errorCode);
    expect(error).toMatch(/not public|valid URL|http/);
  });

  it('does not follow redirects', async () => {
    const to = await receive((response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const id = await queueWebhook({ url: to.url });
    await sendDue();
    expect(await details(id)).toMatchObject({ status: 'failed', errorCode: 'redirect' });
    expect(to.received.length).toBe(1);
  });

  it('with a header that HTTP does not take is refused and hurts no other', async () => {
    const to = await receive((response) => void response.end('ok'));
    const bad = await queueWebhook({ url: to.url, headers: { 'x-a': 'a\r\nx-b: b' } });
    const worse = await queueWebhook({ method: 7 });
    const good = await queueWebhook({ url: to.url });
    await sendDue();
    expect(await details(bad)).toMatchObject({ status: 'failed', errorCode: 'invalid_header' });
    expect(await details(worse)).toMatchObject({ status: 'failed', errorCode: 'invalid_request' });
    expect(await details(good)).toMatchObject({ status: 'delivered' });
  });

  it('keeps the start of a long or deep answer', async () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    const to = await receive((response, { path }) => {
      response.end(path === '/deep' ? deep : 'x'.repeat(200_000));
    });
    const long = await queueWebhook({ url: `${to.url}/long` });
    const nested = await queueWebhook({ url: `${to.url}/deep` });
    await sendDue();
    const answer = await details(long);
    expect(answer).toMatchObject({ status: 'delivered', response: { status: 200 } });
    expect(answer.response).toMatchObject({ body: 'x'.repeat(12 * 1024 - 2) });
    expect(answer.attemptLog[0]?.response).toBe('x'.repeat(4 * 1024));
    expect((await details(nested)).response).toMatchObject({ body: deep });
  });
});

describe('senders', () => {
  it('take up what a killed one held, once its hold is over', async () => {
    const to = await receive((response) => void response.end());
    const held = { status: 'sending', attempts: 1, leaseUntil: new Date(Date.now() + 60_000) };
    const id = await queueWebhook({ url: to.url }, { ...held, nextAttemptAt: held.leaseUntil });
    await sendDue();
    expect(to.received.length).toBe(0);
    await db.psql(`update deliveries set lease_until = now(), next_attempt_at = now()`);
    await sendDue();
    expect(await details(id)).toMatchObject({
      status: 'delivered',
      attempts: 2,
      attemptLog: [
        { number: 1, errorCode: 'interrupted' },
        { number: 2, statusCode: 200 },
      ],
    });
  });

  it('give up what has ended each of them', async () => {
    const to = await receive((response) => void response.end());
    const past = new Date(Date.now() - 1_000);
    const held = { status: 'sending', attempts: 8, leaseUntil: past, nextAttemptAt: past };
    const id = await queueWebhook({ url: to.url }, held);
    await sendDue();
    expect(await details(id)).toMatchObject({ status: 'failed', errorCode: 'interrupted' });
    expect(to.received.length).toBe(0);
  });

  it('never send the same twice at once, and give a slow host four requests at most', async () => {
    let now = 0;
    let most = 0;
    const to = await receive((response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        response.end();
      }, 30);
    });
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => queueWebhook({ url: to.url, body: '{}' })),
    );
    await sendDue();
    expect(to.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual(ids.sort());
    expect(most).toBe(4);
    await Promise.all(ids.map(() => queueWebhook({ url: to.url })));
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    await sendDue();
    expect(to.received.length).toBe(40);
  });

  it('leave a host alone that failed five times in a row', async () => {
    const to = await receive((response) => void response.writeHead(503).end());
    for (let n = 0; n < 12; n += 1) await queueWebhook({ url: to.url });
    await sendDue();
    expect(to.received.length).toBeGreaterThanOrEqual(5);
    expect(to.received.length).toBeLessThanOrEqual(8);
    const untouched = await db.psql(`select from deliveries where attempts = 0`);
    expect(untouched.length).toBe(12 - to.received.length);
  });
});

describe('people', () => {
  it('send again what has ended, with all its tries, and nothing else', async () => {
    const to = await receive((response, _request, count) => {
      response.writeHead(count === 0 ? 400 : 503).end();
    });
    const id = await queueWebhook({ url: to.url });
    const again = () => ana.call<Delivery>('POST', `/api/v1/deliveries/${id}/resend`);
    expect((await again()).status).toBe(409);
    await sendDue();
    expect(await details(id)).toMatchObject({ status: 'failed' });
    expect(await again()).toMatchObject({ status: 200, body: { status: 'queued', error: null } });
    await sendDue();
    expect(await details(id)).toMatchObject({ status: 'queued', attempts: 2 });
    for (let n = 0; n < 7; n += 1) await sendNext();
    expect(await details(id)).toMatchObject({ status: 'failed', attempts: 9 });
    const held = await queueWebhook({ text: 'Hi' }, { channel: 'sms', status: 'held' });
    const refused = await ana.call('POST', `/api/v1/deliveries/${held}/resend`);
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/webhooks/) },
    });
  });

  it('cancel what has not begun, and the waiting run goes on', async () => {
    const to = await receive((response) => void response.end());
    const runId = await addWaitingRun();
    const id = await queueWebhook({ url: to.url }, { runId });
    const cancel = () => ana.call<Delivery>('POST', `/api/v1/deliveries/${id}/cancel`);
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await isAwake(runId)).toBe(true);
    expect((await cancel()).status).toBe(409);
    await sendDue();
    expect(to.received.length).toBe(0);
  });

  it('find deliveries page by page, by status, channel and recipient', async () => {
    for (let n = 0; n < 5; n += 1) await queueWebhook({}, { recipient: `https://a${n}_%.test` });
    const held = { channel: 'sms', status: 'held', nextAttemptAt: null, recipient: '+351 210' };
    await queueWebhook({ text: 'Hi' }, held);
    const list = async (query: string) => {
      const url = `/api/v1/deliveries?${query}`;
      const { body } = await ana.call<{ items: Delivery[]; nextCursor: string | null }>('GET', url);
      return body;
    };
    const first = await list('limit=4');
    const rest = await list(`limit=4&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(6);
    expect((await list('status=held,failed')).items.length).toBe(1);
    expect((await list('channel=sms')).items).toMatchObject([{ recipient: '+351 210' }]);
    expect((await list('q=a3_%25')).items).toMatchObject([{ recipient: 'https://a3_%.test' }]);
    const wrong = await ana.call('GET', '/api/v1/deliveries?status=lost');
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'query.status.0' }] } });
  });

  it('of another workspace neither see nor change them', async () => {
    const id = await queueWebhook({});
    const eve = await addTestMember(db, app, { name: 'Eve', role: 'owner' });
    expect((await eve.call('GET', `/api/v1/deliveries/${id}`)).status).toBe(404);
    expect((await eve.call('POST', `/api/v1/deliveries/${id}/cancel`)).status).toBe(404);
  });

  it('replace the signing secret', async () => {
    const before = await signingSecret();
    expect(await signingSecret()).toBe(before);
    const { body } = await ana.call<WebhookSecret>('POST', '/api/v1/webhook-secret/rotate');
    expect(body.secret).toMatch(/^whsec_/);
    expect(body.secret).not.toBe(before);
    expect(await signingSecret()).toBe(body.secret);
    const [row] = await db.psql<{ secret: string }>('select secret from webhook_secrets');
    expect(row?.secret).not.toContain(body.secret.slice(6));
  });
});
