import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOutgoing } from '../../platform/outgoing/index.ts';
import { createGraphClient, type GraphClient, type GraphClientOptions } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { sendMessage } from './send.ts';

const appSecret = 'app-secret-0123456789';
const token = 'EAAPageTokenThatMustNotLeak123';
const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

type Seen = {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: URLSearchParams;
};
type Answer = { status?: number; headers?: Record<string, string>; body: unknown } | 'cut' | 'hang';

/** A Graph of one answer a call; `seen` holds the calls. */
async function graph(answers: (call: number) => Answer, options: Partial<GraphClientOptions> = {}) {
  const seen: Seen[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = new URLSearchParams((await request.toArray()).join(''));
    const url = new URL(request.url ?? '', 'http://graph.example');
    seen.push({ method: request.method ?? '', url, headers: request.headers, body });
    const answer = answers(seen.length);
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status ?? 200, answer.headers).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outgoing = createOutgoing({ allowOrigins: [origin] });
  running.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await outgoing.close();
  });
  const baseUrl = `${origin}/graph/`;
  const client = createGraphClient({ outgoing, baseUrl, appId: '42', appSecret, ...options });
  return { client, seen };
}

const read = (client: GraphClient, call: { lane?: string; accountId?: string } = {}) =>
  client.get('/1046', z.object({ ok: z.boolean() }), { token, ...call });

async function failure(promise: Promise<unknown>): Promise<GraphError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GraphError) return error;
  throw new Error(`expected a GraphError, got ${String(error)}`);
}

const refuse = (code: number, more: object = {}, headers: Record<string, string> = {}): Answer => ({
  status: 400,
  headers,
  body: {
    error: { message: `(#${code})`, type: 'OAuthException', code, fbtrace_id: 'A1', ...more },
  },
});
const fine: Answer = { body: { ok: true } };

describe('calls', () => {
  it('sends the token in a header only, with its proof', async () => {
    const { client, seen } = await graph(() => fine);
    await client.get('/1046/x', z.unknown(), { token, params: { fields: 'id', none: undefined } });
    await client.post('/1046/x', z.unknown(), { token, params: { to: { id: '7' }, text: 'ä&=' } });
    await client.delete('/1046/x', z.unknown(), { token });
    const proof = createHmac('sha256', appSecret).update(token).digest('hex');
    for (const { url, headers } of seen) {
      expect(url.pathname).toBe('/graph/v23.0/1046/x');
      expect(url.href).not.toContain(token);
      expect(headers.authorization).toBe(`Bearer ${token}`);
    }
    expect(seen.map((call) => call.method)).toEqual(['GET', 'POST', 'DELETE']);
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({
      fields: 'id',
      appsecret_proof: proof,
    });
    expect(Object.fromEntries(seen[1]?.body ?? [])).toEqual({
      to: '{"id":"7"}',
      text: 'ä&=',
      appsecret_proof: proof,
    });
    expect(seen[1]?.url.search).toBe('');
  });

  it('classifies by code whatever the status, and an error with status 200 too', async () => {
    const statuses = [200, 400, 401, 403, 404, 429, 500, 503];
    const { client } = await graph((call) => ({
      ...refuseBody(190, 463),
      status: statuses[call - 1] ?? 500,
    }));
    for (const _ of statuses) {
      const error = await failure(read(client));
      expect([error.kind, error.code, error.subcode, error.fbtraceId]).toEqual([
        'reconnect',
        190,
        463,
        'A1',
      ]);
    }
  });

  it('takes pages, broken connections, timeouts and odd bodies for passing trouble', async () => {
    const answers: Answer[] = [
      { status: 502, body: '<html>Bad Gateway</html>' },
      { status: 200, body: 'not json' },
      { status: 500, body: { unexpected: true } },
      { status: 200, body: { ok: 'maybe' } },
      'cut',
      'hang',
    ];
    const { client } = await graph((call) => answers[call - 1] ?? fine);
    for (const _ of answers) {
      const call = { token, timeoutMs: 150 };
      const error = await failure(client.get('/1046', z.object({ ok: z.boolean() }), call));
      expect([error.kind, error.code, error.outcomeUnknown]).toEqual(['retry', null, false]);
      expect(error.waitMs).toBeGreaterThan(0);
    }
  });

  it('keeps secrets out of its errors', async () => {
    const message = `Malformed access token ${token}, secret ${appSecret}, EAAother123456789 access_token=abc&x`;
    const { client } = await graph(() => refuse(190, { message }));
    const error = await failure(read(client));
    const shown = JSON.stringify([error, error.message, error.stack, String(error.cause)]);
    expect(shown).toContain('Malformed access token [secret]');
    for (const secret of [token, appSecret, 'EAAother123456789', 'access_token=abc']) {
      expect(shown).not.toContain(secret);
    }
  });
});

function refuseBody(code: number, subcode: number) {
  const answer = refuse(code, { error_subcode: subcode });
  return answer === 'cut' || answer === 'hang' ? { body: null } : answer;
}

describe('holds', () => {
  const regain = (minutes: number) => ({
    'x-business-use-case-usage': JSON.stringify({
      '1046': [{ type: 'messenger', estimated_time_to_regain_access: minutes }],
    }),
  });

  it('makes no call while an account is held, and leaves other accounts alone', async () => {
    const { client, seen } = await graph((call) =>
      call === 1 ? refuse(80006, {}, regain(9)) : fine,
    );
    const error = await failure(read(client, { accountId: '1046', lane: '1046/messenger' }));
    expect([error.kind, error.scope, error.waitMs]).toEqual(['wait', 'page', 540_000]);
    const held = await failure(read(client, { accountId: '1046', lane: '1046/messenger' }));
    expect([held.kind, held.code]).toEqual(['wait', 80006]);
    expect(held.waitMs).toBeGreaterThan(538_000);
    expect(seen).toHaveLength(1);
    await read(client, { accountId: '1047', lane: '1047/messenger' });
    await read(client, { accountId: '1046', lane: '1046/instagram' });
    expect(seen).toHaveLength(3);
  });

  it('holds everything when the app is limited', async () => {
    const { client, seen } = await graph(() => refuse(4, { is_transient: true }));
    expect((await failure(read(client, { accountId: '1046' }))).waitMs).toBe(60_000);
    expect((await failure(read(client, { accountId: '1047' }))).kind).toBe('wait');
    expect((await failure(read(client))).kind).toBe('wait');
    expect(seen).toHaveLength(1);
  });

  it('sleeps through a short hold and doubles a guess that was too short', async () => {
    const { client } = await graph((call) => (call <= 2 ? refuse(613) : fine), {
      callsPerSecond: 50,
    });
    const call = { accountId: '1046', lane: '1046/messenger' };
    const start = performance.now();
    expect((await failure(read(client, call))).waitMs).toBe(1_000);
    expect((await failure(read(client, call))).waitMs).toBe(2_000);
    await read(client, call);
    expect(performance.now() - start).toBeGreaterThan(2_900);
  }, 10_000);

  it('ends a sleep when the caller gives up', async () => {
    const { client, seen } = await graph(() => refuse(613));
    await failure(read(client, { accountId: '1046' }));
    const reason = new Error('cancelled');
    const call = { token, accountId: '1046', signal: AbortSignal.timeout(20) };
    const error = await client.get('/1046', z.unknown(), call).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    const aborted = { ...call, signal: AbortSignal.abort(reason) };
    await expect(client.get('/1046', z.unknown(), aborted)).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });
});

describe('sendMessage', () => {
  const message = { accountId: '1046', token, recipientId: '7', text: 'hello' };

  it('sends a reply, and a tag when a person asks for it', async () => {
    const { client, seen } = await graph(() => ({
      body: { recipient_id: '7', message_id: 'm_1' },
    }));
    expect(await sendMessage({ client, ...message })).toEqual({ messageId: 'm_1' });
    await sendMessage({ client, ...message, tag: 'HUMAN_AGENT' });
    expect(seen.map(({ body }) => [body.get('messaging_type'), body.get('tag')])).toEqual([
      ['RESPONSE', null],
      ['MESSAGE_TAG', 'HUMAN_AGENT'],
    ]);
    expect(seen[0]?.body.get('recipient')).toBe('{"id":"7"}');
    expect(seen[0]?.body.get('message')).toBe('{"text":"hello"}');
  });

  it('says unknown when the answer was lost, and not when it was refused', async () => {
    const answers: Answer[] = [
      'cut',
      { status: 502, body: 'x' },
      refuse(10, { error_subcode: 2018278 }),
    ];
    const { client } = await graph((call) => answers[call - 1] ?? fine);
    const outcomes: unknown[] = [];
    for (const _ of answers) {
      const error = await failure(sendMessage({ client, ...message }));
      outcomes.push([error.kind, error.outcomeUnknown]);
    }
    expect(outcomes).toEqual([
      ['retry', true],
      ['retry', true],
      ['window_closed', false],
    ]);
  });
});
