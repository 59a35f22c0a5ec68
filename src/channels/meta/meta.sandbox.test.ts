import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutgoing, type Outgoing } from '../../platform/outgoing/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import {
  type AccountAccess,
  answerVerification,
  createGraphClient,
  customerOf,
  debugToken,
  dialogUrl,
  exchangeCode,
  exchangeForLongLived,
  findConversation,
  firstPageSize,
  type GraphClient,
  type GraphConversation,
  GraphError,
  getConversation,
  getMessage,
  listConversations,
  listPages,
  parseWebhook,
  revokeAccess,
  sendMessage,
  subscribePage,
  unsubscribePage,
  verifyWebhookSignature,
  type WebhookEvent,
} from './index.ts';

let sandbox: Sandbox;
let outgoing: Outgoing;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  sandbox = await startSandbox({ dialogues: [] });
  outgoing = createOutgoing({ allowOrigins: [sandbox.url] });
  sandbox.meta.setKnobs({ requireProof: true });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await outgoing.close();
  await sandbox.close();
});

function client(callsPerSecond = 1_000): GraphClient {
  const { app, graphUrl } = sandbox.meta;
  const options = { outgoing, baseUrl: graphUrl, appId: app.id, appSecret: app.secret };
  return createGraphClient({ ...options, callsPerSecond });
}

function mainPage() {
  const [page] = sandbox.meta.pages();
  if (page === undefined) throw new Error('the sandbox has no Page');
  return page;
}

function access(graph = client(), platform: AccountAccess['platform'] = 'messenger') {
  const accountId = mainPage().id;
  return { client: graph, accountId, platform, token: sandbox.meta.pageToken(accountId) };
}

const unlimited = { rateLimit: { perSecond: 0 } };

async function readAll(from: AccountAccess) {
  const conversations: GraphConversation[] = [];
  let after: string | null = null;
  let pageSize = firstPageSize;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<typeof listConversations>> = await listConversations({
      ...from,
      after,
      pageSize,
    });
    conversations.push(...page.conversations);
    ({ after, pageSize } = page);
    pages += 1;
  } while (after !== null);
  return { conversations, pages };
}

async function failure(promise: Promise<unknown>): Promise<GraphError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof GraphError) return error;
  throw new Error(`expected a GraphError, got ${String(error)}`);
}

describe('OAuth', () => {
  it('goes from the dialog to Page tokens, subscribes and cleans up', async () => {
    const graph = client();
    const redirectUri = 'http://127.0.0.1:3000/oauth/facebook';
    const dialog = dialogUrl({
      dialogBaseUrl: sandbox.meta.graphUrl,
      version: graph.version,
      appId: graph.appId,
      redirectUri,
      state: 'st4te',
    });
    const shown = await outgoing.request({ method: 'GET', url: dialog });
    expect([shown.status, shown.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    const code = sandbox.meta.authorize({ redirectUri });
    const short = await exchangeCode({ client: graph, redirectUri, code });
    const long = await exchangeForLongLived({ client: graph, token: short.token });
    expect(long.expiresInSeconds).toBe(5_183_944);
    const state = await debugToken({ client: graph, token: long.token });
    expect(state).toMatchObject({ isValid: true, userId: sandbox.meta.user.id });
    expect(state.scopes).toContain('pages_messaging');
    expect(await debugToken({ client: graph, token: 'EAAnonsense' })).toMatchObject({
      isValid: false,
      userId: null,
    });

    sandbox.meta.addPages(230);
    const pages = await listPages({ client: graph, token: long.token });
    expect(pages).toHaveLength(233);
    const page = pages.find(({ id }) => id === mainPage().id);
    expect(page?.tasks).toContain('MESSAGING');
    expect(page?.instagram?.id).toBe('17841400000000001');

    const pageAccess = { client: graph, pageId: mainPage().id, token: page?.token ?? '' };
    const subscribed = () => sandbox.meta.state().pages[0]?.subscribedFields;
    await subscribePage(pageAccess);
    expect(subscribed()).toContain('message_echoes');
    await unsubscribePage(pageAccess);
    expect(subscribed()).toEqual([]);
    await revokeAccess({ client: graph, token: long.token });
    const error = await failure(listPages({ client: graph, token: long.token }));
    expect(error.kind).toBe('reconnect');
  });

  it('says that a used code is invalid and a wrong app id is a setting', async () => {
    const redirectUri = 'http://127.0.0.1:3000/x';
    const code = sandbox.meta.authorize({ redirectUri });
    const graph = client();
    await exchangeCode({ client: graph, redirectUri, code });
    expect((await failure(exchangeCode({ client: graph, redirectUri, code }))).kind).toBe(
      'invalid',
    );
    const { graphUrl: baseUrl, app } = sandbox.meta;
    const wrong = createGraphClient({ outgoing, baseUrl, appId: '1', appSecret: app.secret });
    expect((await failure(exchangeCode({ client: wrong, redirectUri, code }))).kind).toBe('config');
  });
});

describe('conversations', () => {
  it('reads all of both platforms, with names, once each', async () => {
    sandbox.meta.setKnobs({ ...unlimited, emptyPages: 1 });
    for (const platform of ['messenger', 'instagram'] as const) {
      const ids = sandbox.meta.generate(250, { platform });
      const { conversations, pages } = await readAll(access(client(), platform));
      expect(new Set(conversations.map(({ id }) => id))).toEqual(new Set(ids));
      expect(conversations).toHaveLength(250);
      expect(pages).toBeLessThanOrEqual(4);
      const own = new Set([mainPage().id, mainPage().instagram?.id ?? '']);
      for (const conversation of conversations) {
        expect(conversation.messages.length).toBeGreaterThan(0);
        const times = conversation.messages.map(({ createdAt }) => createdAt.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const customer = customerOf(conversation, own);
        expect(customer?.name).toBeTruthy();
        expect(own.has(customer?.id ?? '')).toBe(false);
      }
    }
  });

  it('asks for less until Meta is content, and for more again', async () => {
    sandbox.meta.setKnobs({ ...unlimited, maxNestedItems: 100 });
    sandbox.meta.generate(200);
    const { conversations } = await readAll(access());
    expect(conversations).toHaveLength(200);
    const refused = sandbox.meta.calls().filter(({ code }) => code === 1);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('says where the 20-message horizon cut a thread off', async () => {
    sandbox.meta.setKnobs({ ...unlimited, webhooks: { deliveries: false } });
    const [conversationId = ''] = sandbox.meta.generate(1);
    const from = access();
    const written = Array.from({ length: 25 }, (_, number) =>
      sandbox.meta.customerWrites({ conversationId, text: `message ${number}` }),
    );
    const read = await getConversation({ ...from, conversationId });
    expect(read.messages).toHaveLength(20);
    expect(read.isCutOff).toBe(true);
    expect(read.messages.at(-1)?.text).toBe('message 24');
    const customer = customerOf(read, new Set([from.accountId]));
    const found = await findConversation({ ...from, userId: customer?.id ?? '' });
    expect(found?.id).toBe(conversationId);
    expect(await findConversation({ ...from, userId: '1' })).toBeNull();
    const newest = read.messages.at(-1);
    expect(await getMessage({ ...from, messageId: newest?.id ?? '' })).toEqual(newest);
    const behind = getMessage({ ...from, messageId: written[0]?.messageId ?? '' });
    expect((await failure(behind)).kind).toBe('gone');
  });

  it('keeps to the limit without ever being refused', async () => {
    sandbox.meta.setKnobs({ rateLimit: { perSecond: 10 }, maxPageSize: 4 });
    sandbox.meta.generate(80);
    const start = performance.now();
    const { conversations, pages } = await readAll(access(client(10)));
    const elapsed = performance.now() - start;
    expect([conversations.length, pages]).toEqual([80, 20]);
    expect(sandbox.meta.calls().filter(({ code }) => code !== null)).toEqual([]);
    // 19 gaps of 100 ms are the bound; the rest is for a busy machine.
    expect(elapsed).toBeLessThan(1_900 * 1.5);
  });

  it('learns a slower pace from being refused', async () => {
    sandbox.meta.setKnobs({ rateLimit: { perSecond: 8, burst: 1 } });
    const from = access(client(10));
    const outcomes: string[] = [];
    for (let call = 0; call < 25; call += 1) {
      const read = listConversations({ ...from, pageSize: firstPageSize });
      outcomes.push(
        await read.then(
          () => 'read',
          (error: GraphError) => error.kind,
        ),
      );
    }
    const refusals = outcomes.filter((outcome) => outcome === 'wait');
    expect(refusals.length).toBeGreaterThan(0);
    expect(outcomes.slice(-15).filter((outcome) => outcome === 'wait').length).toBeLessThan(2);
  }, 15_000);

  it('stops at an expired token, whatever the status and the language say', async () => {
    sandbox.meta.setKnobs({
      ...unlimited,
      pageTokenCalls: 2,
      maxPageSize: 10,
      shuffleStatuses: true,
      localisedErrors: true,
    });
    sandbox.meta.generate(50);
    const error = await failure(readAll(access()));
    expect([error.kind, error.code, error.subcode]).toEqual(['reconnect', 190, 463]);
  });

  it('waits as long as the provider says', async () => {
    sandbox.meta.setKnobs({ rateLimit: { perSecond: 1, burst: 1, code: 80006, regainMinutes: 7 } });
    sandbox.meta.generate(5);
    const from = access();
    await listConversations({ ...from, pageSize: firstPageSize });
    const error = await failure(listConversations({ ...from, pageSize: firstPageSize }));
    expect([error.kind, error.scope, error.waitMs]).toEqual(['wait', 'page', 7 * 60_000]);
  });

  it('takes a token of another Page for what each answer says it is', async () => {
    sandbox.meta.setKnobs(unlimited);
    const [, other] = sandbox.meta.pages();
    const from = { ...access(), token: sandbox.meta.pageToken(other?.id ?? '') };
    expect((await failure(readAll(from))).kind).toBe('not_found');
    sandbox.meta.setKnobs({ wrongPageError: '190' });
    expect((await failure(readAll(from))).kind).toBe('reconnect');
  });
});

describe('sending', () => {
  it('sends, is told when the window is closed, and knows when it does not know', async () => {
    sandbox.meta.setKnobs(unlimited);
    const { conversationId } = sandbox.meta.customerWrites({ name: 'Ann Lee', text: 'hello' });
    const from = access();
    const conversation = await getConversation({ ...from, conversationId });
    const recipientId = customerOf(conversation, new Set([from.accountId]))?.id ?? '';
    const { messageId } = await sendMessage({ ...from, recipientId, text: 'hi Ann' });
    const after = await getConversation({ ...from, conversationId });
    expect(after.messages.at(-1)).toMatchObject({ id: messageId, text: 'hi Ann' });

    sandbox.meta.setKnobs({
      faults: [{ match: { path: '/messages$' }, reset: 'after', times: 1 }],
    });
    const lost = await failure(sendMessage({ ...from, recipientId, text: 'lost?' }));
    expect([lost.kind, lost.outcomeUnknown]).toEqual(['retry', true]);
    sandbox.meta.setKnobs({
      faults: [{ match: { path: '/messages$' }, code: 10, subcode: 2018278 }],
    });
    const closed = await failure(sendMessage({ ...from, recipientId, text: 'late' }));
    expect([closed.kind, closed.outcomeUnknown]).toEqual(['window_closed', false]);
  });
});

describe('webhooks', () => {
  async function receive() {
    const events: WebhookEvent[] = [];
    const verified: boolean[] = [];
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (request.method === 'GET') {
        const challenge = answerVerification(Object.fromEntries(url.searchParams), 'verify-me');
        response.writeHead(challenge === null ? 403 : 200).end(challenge);
        return;
      }
      const rawBody = Buffer.concat(await request.toArray());
      const header = request.headers['x-hub-signature-256'];
      const isGood = verifyWebhookSignature({
        rawBody,
        header,
        appSecret: sandbox.meta.app.secret,
      });
      verified.push(isGood);
      if (isGood) events.push(...(parseWebhook(rawBody.toString('utf8')) ?? []));
      response.writeHead(isGood ? 200 : 403).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });
    const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await sandbox.meta.subscribeWebhooks({ callbackUrl, verifyToken: 'verify-me' });
    return { events, verified };
  }

  it.each(['messenger', 'instagram'] as const)('reads every event of %s', async (platform) => {
    const { events, verified } = await receive();
    sandbox.meta.setKnobs({ webhooks: { duplicates: 1 }, numericIds: platform === 'instagram' });
    const text = 'Prix? äöå 😏 https://shop.example/a';
    const { conversationId, messageId } = sandbox.meta.customerWrites({
      platform,
      name: 'Ann Lee',
      text,
    });
    sandbox.meta.customerEdits({ messageId, text: 'edited' });
    sandbox.meta.customerReacts({ messageId, emoji: '❤️' });
    sandbox.meta.customerReacts({ messageId, remove: true });
    sandbox.meta.customerTaps({ conversationId, title: 'Buy', payload: 'BUY' });
    sandbox.meta.businessRepliesInApp({ conversationId, text: 'from the inbox' });
    sandbox.meta.customerReads({ conversationId });
    sandbox.meta.customerUnsends({ messageId });
    await sandbox.meta.settle();

    const accountId = platform === 'messenger' ? mainPage().id : mainPage().instagram?.id;
    expect(new Set(events.map((event) => event.accountId))).toEqual(new Set([accountId]));
    expect(verified).not.toContain(false);
    const unique = new Map(events.map((event) => [event.dedupeKey, event]));
    expect(events.length).toBeGreaterThan(unique.size);
    const kinds = [...unique.values()].map(({ kind }) => kind);
    for (const kind of ['message', 'edit', 'postback', 'echo', 'read', 'unsend'] as const) {
      expect(
        kinds.filter((found) => found === kind),
        kind,
      ).toHaveLength(1);
    }
    expect(kinds.filter((kind) => kind === 'reaction')).toHaveLength(2);
    expect(kinds).not.toContain('ignored');
    expect(events.find(({ kind }) => kind === 'message')).toMatchObject({ messageId, text });
  });

  it('refuses wrong signatures and takes the edit quirk for a message to fetch', async () => {
    const { events, verified } = await receive();
    sandbox.meta.setKnobs({ ...unlimited, webhooks: { wrongSignatures: 1, attempts: 2 } });
    const { messageId } = sandbox.meta.customerWrites({
      platform: 'instagram',
      name: 'ann',
      text: 'hello',
    });
    await sandbox.meta.settle();
    expect(verified[0]).toBe(false);
    sandbox.meta.editQuirk({ messageId });
    await sandbox.meta.settle();
    expect(events.at(-1)).toMatchObject({ kind: 'refetch', messageId });
    const message = await getMessage({ ...access(client(), 'instagram'), messageId });
    expect(message.text).toBe('hello');
  });
});
