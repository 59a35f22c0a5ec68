import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../start-sandbox.ts';
import { at, graph, listAt } from '../../test-client.ts';
import { metaJson } from './signed-body.ts';

type Received = { signature: string; body: string };

let sandbox: Sandbox;
let receiver: Server;
let callbackUrl: string;
let received: Received[] = [];
let answers: number[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') {
      const isRight = url.searchParams.get('hub.verify_token') === 'let-me-in';
      response.writeHead(isRight ? 200 : 403).end(url.searchParams.get('hub.challenge'));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = String(request.headers['x-hub-signature-256']);
      received.push({ signature, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(answers.shift() ?? 200).end('EVENT_RECEIVED');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  callbackUrl = `http://127.0.0.1:${address.port}/webhooks`;
});
afterAll(() => new Promise((resolve) => receiver.close(resolve)));

beforeEach(async () => {
  received = [];
  answers = [];
  sandbox = await startSandbox({ dialogues: [] });
  await sandbox.meta.subscribeWebhooks({ callbackUrl, verifyToken: 'let-me-in' });
});
afterEach(() => sandbox.close());

const parsed = () => received.map(({ body }): unknown => JSON.parse(body));
const isSigned = ({ signature, body }: Received) =>
  signature ===
  `sha256=${createHmac('sha256', sandbox.meta.app.secret).update(body).digest('hex')}`;

describe('signed bodies', () => {
  it('writes non-ASCII as lower case escapes and slashes escaped, and signs those bytes', async () => {
    sandbox.meta.customerWrites({ name: 'Zoë', text: 'äöå 😀 https://example.com/a' });
    await sandbox.meta.settle();
    const [first] = received;
    expect(first?.body).toContain(
      '\\u00e4\\u00f6\\u00e5 \\ud83d\\ude00 https:\\/\\/example.com\\/a',
    );
    expect(first && isSigned(first)).toBe(true);
    expect(metaJson(JSON.parse(first?.body ?? ''))).toBe(first?.body);
  });

  it('signs wrongly as often as told', async () => {
    sandbox.meta.setKnobs({ webhooks: { wrongSignatures: 1 } });
    for (const text of ['one', 'two']) sandbox.meta.customerWrites({ text });
    await sandbox.meta.settle();
    expect(received.map(isSigned)).toEqual([false, true]);
  });
});

describe('subscribing through the API', () => {
  const app = () => ({
    token: `${sandbox.meta.app.id}|${sandbox.meta.app.secret}`,
    method: 'POST',
  });

  it('refuses a callback that does not know the verify token', async () => {
    const path = `/v23.0/${sandbox.meta.app.id}/subscriptions`;
    const params = { object: 'page', callback_url: callbackUrl, fields: 'messages' };
    const wrong = await graph(sandbox, path, { ...params, verify_token: 'wrong' }, app());
    expect(at(wrong.body, 'error', 'code')).toBe(2200);
    const right = await graph(sandbox, path, { ...params, verify_token: 'let-me-in' }, app());
    expect(right.body).toEqual({ success: true });
  });

  it('sends a Page only the fields it is subscribed to, and nothing once it is not', async () => {
    const path = '/v23.0/104600000000001/subscribed_apps';
    const token = sandbox.meta.pageToken();
    await graph(sandbox, path, { subscribed_fields: 'messages' }, { token, method: 'POST' });
    const { conversationId } = sandbox.meta.customerWrites({ text: 'hello' });
    sandbox.meta.businessRepliesInApp({ conversationId, text: 'not wanted' });
    await sandbox.meta.settle();
    expect(received).toHaveLength(1);
    const deleted = await fetch(`${sandbox.meta.graphUrl}${path}?access_token=${token}`, {
      method: 'DELETE',
    });
    expect(deleted.status).toBe(200);
    sandbox.meta.customerWrites({ conversationId, text: 'unheard' });
    await sandbox.meta.settle();
    expect(received).toHaveLength(1);
  });
});

describe('kinds', () => {
  it('reports what happens on Messenger', async () => {
    const { meta } = sandbox;
    const { conversationId, messageId } = meta.customerWrites({
      text: 'hi',
      attachments: ['sticker'],
    });
    meta.businessRepliesInApp({ conversationId, text: 'hello' });
    meta.customerReads({ conversationId });
    meta.customerReacts({ messageId });
    meta.customerEdits({ messageId, text: 'hi!' });
    meta.customerTaps({ conversationId, title: 'Start', payload: 'GO' });
    meta.customerUnsends({ messageId });
    await meta.settle();
    const items = parsed().map((body) => at(body, 'entry', 0, 'messaging', 0));
    expect(new Set(parsed().map((body) => at(body, 'object')))).toEqual(new Set(['page']));
    expect(items).toMatchObject([
      {
        message: {
          mid: messageId,
          text: 'hi',
          attachments: [{ type: 'image' }, { type: 'sticker' }],
        },
      },
      { message: { is_echo: true, app_id: 26390203743090, text: 'hello' } },
      { read: { watermark: expect.any(Number) } },
      { reaction: { action: 'react', mid: messageId, emoji: '❤️' } },
      { message_edit: { mid: messageId, text: 'hi!', num_edit: 1 } },
      { postback: { title: 'Start', payload: 'GO' } },
      { message: { mid: messageId, is_deleted: true } },
    ]);
  });

  it('has Instagram’s own forms', async () => {
    const { meta } = sandbox;
    meta.setKnobs({ webhooks: { editQuirk: true } });
    const { conversationId, messageId } = meta.customerWrites({
      platform: 'instagram',
      text: 'hey',
    });
    const reply = meta.businessRepliesInApp({ conversationId, text: 'hello' });
    meta.customerReads({ conversationId });
    meta.customerReacts({ messageId, remove: true });
    await meta.settle();
    expect(parsed().map((body) => at(body, 'entry', 0, 'id'))).toEqual(
      Array(5).fill('17841400000000001'),
    );
    const items = parsed().map((body) => at(body, 'entry', 0, 'messaging', 0));
    expect(items[0]).toMatchObject({ message_edit: { mid: messageId, num_edit: 0 } });
    expect(items[2]).toMatchObject({ message: { is_echo: true, mid: reply.messageId } });
    expect(items[3]).toMatchObject({ read: { mid: reply.messageId } });
    expect(at(items[4], 'reaction')).toEqual({ mid: messageId, action: 'unreact' });
  });
});

describe('the Send API', () => {
  async function sendTo(conversationId: string) {
    const { body } = await graph(sandbox, `/${conversationId}`, { fields: 'participants' });
    const params = {
      recipient: JSON.stringify({ id: at(body, 'participants', 'data', 0, 'id') }),
      message: JSON.stringify({ text: 'hello', metadata: 'key-1' }),
      messaging_type: 'RESPONSE',
    };
    return graph(sandbox, '/v23.0/me/messages', params, { method: 'POST' });
  }

  it('causes an echo with the same id, our app and the metadata, then a delivery', async () => {
    const { conversationId } = sandbox.meta.customerWrites({ text: 'hi' });
    await sandbox.meta.settle();
    received = [];
    sandbox.meta.setKnobs({ webhooks: { echoFirst: true, deliveryMids: false } });
    const sent = await sendTo(conversationId);
    expect(received.length).toBe(2);
    const items = parsed().map((body) => at(body, 'entry', 0, 'messaging', 0));
    expect(at(items[0], 'message')).toEqual({
      mid: at(sent.body, 'message_id'),
      text: 'hello',
      is_echo: true,
      app_id: Number(sandbox.meta.app.id),
      metadata: 'key-1',
    });
    expect(at(items[0], 'sender', 'id')).toBe('104600000000001');
    expect(at(items[1], 'delivery')).toEqual({ watermark: expect.any(Number) });
  });
});

describe('delivery knobs', () => {
  it('duplicates, batches and shuffles', async () => {
    const { meta } = sandbox;
    meta.setKnobs({
      webhooks: { windowMs: 20, batch: true, perEntry: 3, reorder: true, duplicates: 1 },
    });
    const sent = Array.from({ length: 9 }, (_, n) => {
      return meta.customerWrites({ name: 'Ann Batch', text: `n${n}` }).messageId;
    });
    await meta.settle();
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toBe(received[1]?.body);
    const entries = listAt(parsed()[0], 'entry');
    expect(entries).toHaveLength(3);
    const mids = entries.flatMap((entry) => {
      return listAt(entry, 'messaging').map((item) => at(item, 'message', 'mid'));
    });
    expect([...mids].sort()).toEqual([...sent].sort());
    expect(mids).not.toEqual(sent);
  });

  it('tries a few times, then drops', async () => {
    const { meta } = sandbox;
    meta.setKnobs({ webhooks: { attempts: 3, retryMs: 1 } });
    answers = [500, 200];
    meta.customerWrites({ text: 'second try' });
    await meta.settle();
    answers = [500, 500, 500];
    meta.customerWrites({ text: 'lost' });
    await meta.settle();
    expect(meta.webhookLog().map(({ attempts, outcome }) => [attempts, outcome])).toEqual([
      [2, 'delivered'],
      [3, 'dropped'],
    ]);
  });

  it('can write ids as numbers and use standby', async () => {
    sandbox.meta.setKnobs({ numericIds: true, webhooks: { standby: true } });
    sandbox.meta.customerWrites({ text: 'hi' });
    await sandbox.meta.settle();
    expect(received[0]?.body).toMatch(/"recipient":\{"id":104600000000001\}/);
    expect(at(parsed()[0], 'entry', 0, 'standby', 0, 'message', 'text')).toBe('hi');
  });

  it('unsubscribes a Page after an hour of failures', async () => {
    await sandbox.close();
    let now = new Date('2026-01-01T10:00:00Z');
    sandbox = await startSandbox({ dialogues: [], clock: () => now });
    const { meta } = sandbox;
    await meta.subscribeWebhooks({ callbackUrl, verifyToken: 'let-me-in' });
    meta.setKnobs({ webhooks: { attempts: 1 } });
    answers = [500, 500];
    for (const time of ['10:00', '11:01', '11:02']) {
      now = new Date(`2026-01-01T${time}:00Z`);
      meta.customerWrites({ text: time });
      await meta.settle();
    }
    expect(received).toHaveLength(2);
  });
});
