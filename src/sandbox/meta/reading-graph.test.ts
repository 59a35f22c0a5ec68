import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { at, graph, jsonObject, listAt, textAt } from '../test-client.ts';

let sandbox: Sandbox;
const page = '104600000000001';
const unlimited = { rateLimit: { perSecond: 0 } };

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.meta.resetKnobs();
  sandbox.meta.setKnobs(unlimited);
});

async function idsToTheEnd(path: string, limit: string): Promise<string[]> {
  const ids: string[] = [];
  let { body } = await graph(sandbox, path, { platform: 'messenger', limit, fields: 'id' });
  for (;;) {
    ids.push(...listAt(body, 'data').map((one) => textAt(one, 'id')));
    const next = at(body, 'paging', 'next');
    if (typeof next !== 'string') return ids;
    body = await jsonObject(await fetch(next));
  }
}

describe('conversations', () => {
  it('answers the default fields, newest first, under any version or none', async () => {
    for (const version of ['/v23.0', '/v19.0', '']) {
      const { status, body } = await graph(sandbox, `${version}/${page}/conversations`);
      expect(status).toBe(200);
      const data = listAt(body, 'data');
      expect(data).toHaveLength(25);
      expect(Object.keys(data[0] ?? {}).sort()).toEqual(['id', 'updated_time']);
      const times = data.map((one) => textAt(one, 'updated_time'));
      expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
      expect(times).toEqual([...times].sort().reverse());
    }
  });

  it('expands nested fields with limits', async () => {
    const { body } = await graph(sandbox, `/v23.0/${page}/conversations`, {
      fields: 'participants{id},messages.limit(2){message,from{name},attachments}',
      limit: '3',
    });
    const first = at(body, 'data', 0);
    expect(Object.keys(at(first, 'participants', 'data', 0) ?? {})).toEqual(['id']);
    expect(listAt(first, 'messages', 'data').length).toBeLessThanOrEqual(2);
    expect(at(first, 'messages', 'data', 0, 'id')).toBeTypeOf('string');
    expect(Object.keys(at(first, 'messages', 'data', 0, 'from') ?? {}).sort()).toEqual([
      'id',
      'name',
    ]);
  });

  it('pages to the end, each conversation once, whatever the size of a page', async () => {
    const inOnes = await idsToTheEnd(`/v23.0/${page}/conversations`, '7');
    const inHundreds = await idsToTheEnd(`/v23.0/${page}/conversations`, '100');
    expect(inOnes).toEqual(inHundreds);
    expect(new Set(inOnes).size).toBe(inOnes.length);
    expect(inOnes.length).toBeGreaterThan(50);
  });

  it('gives Instagram people a username and neither name nor e-mail', async () => {
    const { body } = await graph(sandbox, `/v23.0/${page}/conversations`, {
      platform: 'instagram',
      fields: 'participants',
    });
    expect(Object.keys(at(body, 'data', 0, 'participants', 'data', 0) ?? {}).sort()).toEqual([
      'id',
      'username',
    ]);
  });

  it.each([
    [{ fields: 'id,bogus' }, 100],
    [{ fields: 'id,messages{' }, 2500],
    [{ platform: 'telegram' }, 100],
    [{ since: '1' }, 100],
    [{ after: 'nonsense' }, 100],
  ])('refuses %j with %i', async (params, code) => {
    const { body } = await graph(sandbox, `/v23.0/${page}/conversations`, params);
    expect(at(body, 'error', 'code')).toBe(code);
  });

  it('gives empty pages that have a next page, and goes on behind them', async () => {
    sandbox.meta.setKnobs({ emptyPages: 2 });
    sandbox.meta.clearCalls();
    const ids = await idsToTheEnd(`/v23.0/${page}/conversations`, '20');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(50);
    expect(sandbox.meta.calls().length).toBe(Math.ceil(ids.length / 20) + 2);
  });
});

describe('messages', () => {
  it('hides the details of all but the 20 newest', async () => {
    const conversationId = sandbox.meta.customerWrites({
      name: 'Long Talk',
      text: 'first',
    }).conversationId;
    for (let n = 0; n < 24; n += 1)
      sandbox.meta.customerWrites({ conversationId, text: `line ${n}` });
    const { body } = await graph(sandbox, `/${conversationId}/messages`, {
      fields: 'id,created_time,message,from',
      limit: '50',
    });
    const data = listAt(body, 'data');
    expect(data).toHaveLength(25);
    expect(data.filter((one) => at(one, 'message') !== undefined)).toHaveLength(20);
    expect(Object.keys(data[20] ?? {}).sort()).toEqual(['created_time', 'id']);
    const old = await graph(sandbox, `/${textAt(data[20], 'id')}`, { fields: 'id,message' });
    expect(at(old.body, 'error', 'code')).toBe(9000001);
    const recent = await graph(sandbox, `/${textAt(data[19], 'id')}`, { fields: 'id,message' });
    expect(at(recent.body, 'message')).toBe('line 4');
  });

  it('answers 9000001 for one that was unsent and leaves it out of lists', async () => {
    const { conversationId, messageId } = sandbox.meta.customerWrites({
      name: 'Regret',
      text: 'oops',
    });
    sandbox.meta.customerWrites({ conversationId, text: 'better' });
    sandbox.meta.customerUnsends({ messageId });
    const one = await graph(sandbox, `/${messageId}`);
    expect(at(one.body, 'error', 'code')).toBe(9000001);
    const all = await graph(sandbox, `/${conversationId}`, {
      fields: 'message_count,messages{message}',
    });
    expect(at(all.body, 'message_count')).toBe(1);
    expect(listAt(all.body, 'messages', 'data')).toHaveLength(1);
  });

  it('asks for less data above the limit of nested items', async () => {
    sandbox.meta.setKnobs({ maxNestedItems: 40 });
    const fields = 'messages.limit(20){message}';
    const much = await graph(sandbox, `/${page}/conversations`, { fields, limit: '50' });
    expect([much.status, at(much.body, 'error', 'code')]).toEqual([500, 1]);
    expect(at(much.body, 'error', 'message')).toMatch(/reduce the amount/);
    const little = await graph(sandbox, `/${page}/conversations`, { fields, limit: '2' });
    expect(little.status).toBe(200);
  });
});

describe('limits and errors', () => {
  it('refuses the third call of a moment with 613, each Page and platform on its own', async () => {
    sandbox.meta.resetKnobs();
    const list = (platform: string) => graph(sandbox, `/${page}/conversations`, { platform });
    const codes: unknown[] = [];
    for (const platform of ['messenger', 'messenger', 'messenger', 'instagram']) {
      codes.push(at((await list(platform)).body, 'error', 'code'));
    }
    expect(codes).toEqual([undefined, undefined, 613, undefined]);
  });

  it('blocks with 80006 and says in the header when access is back', async () => {
    sandbox.meta.resetKnobs();
    sandbox.meta.setKnobs({ rateLimit: { burst: 1, code: 80006, regainMinutes: 3 } });
    await graph(sandbox, `/${page}/conversations`);
    const { headers, body } = await graph(sandbox, `/${page}/conversations`);
    expect(at(body, 'error', 'code')).toBe(80006);
    const usage: unknown = JSON.parse(headers.get('x-business-use-case-usage') ?? '{}');
    expect(at(usage, page, 0, 'estimated_time_to_regain_access')).toBe(3);
    expect(at(usage, page, 0, 'type')).toBe('messenger');
  });

  it('injects any error class so many times, after so many calls', async () => {
    sandbox.meta.setKnobs({
      faults: [{ match: { path: '/conversations$' }, code: 190, subcode: 460, skip: 1, times: 1 }],
    });
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { body } = await graph(sandbox, `/${page}/conversations`);
      codes.push(at(body, 'error', 'error_subcode'));
    }
    expect(codes).toEqual([undefined, 460, undefined]);
  });

  it('shuffles statuses and translates messages, never codes', async () => {
    sandbox.meta.setKnobs({
      shuffleStatuses: true,
      localisedErrors: true,
      faults: [{ code: 4 }],
    });
    const answers = [];
    for (let n = 0; n < 20; n += 1) answers.push(await graph(sandbox, `/${page}/conversations`));
    expect(new Set(answers.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(new Set(answers.map(({ body }) => at(body, 'error', 'code')))).toEqual(new Set([4]));
    expect(at(answers[0]?.body, 'error', 'message')).toMatch(/Anfragelimit/);
  });

  it('cuts the connection', async () => {
    sandbox.meta.setKnobs({ faults: [{ match: {}, reset: 'before', times: 1 }] });
    await expect(graph(sandbox, '/me')).rejects.toThrow();
    expect((await graph(sandbox, '/me')).status).toBe(200);
  });
});

describe('tokens', () => {
  it('checks the proof when given, and requires it by knob', async () => {
    const token = sandbox.meta.pageToken();
    const proof = createHmac('sha256', sandbox.meta.app.secret).update(token).digest('hex');
    const wrong = await graph(sandbox, '/me', { appsecret_proof: 'f'.repeat(64) });
    expect([wrong.status, at(wrong.body, 'error', 'code')]).toEqual([400, 100]);
    sandbox.meta.setKnobs({ requireProof: true });
    expect((await graph(sandbox, '/me')).status).toBe(400);
    expect((await graph(sandbox, '/me', { appsecret_proof: proof })).status).toBe(200);
  });

  it('answers another Page’s token with 100/33 or 190', async () => {
    const token = sandbox.meta.pageToken('104600000000002');
    const first = await graph(sandbox, `/${page}/conversations`, {}, { token });
    expect(at(first.body, 'error', 'error_subcode')).toBe(33);
    sandbox.meta.setKnobs({ wrongPageError: '190' });
    const second = await graph(sandbox, `/${page}/conversations`, {}, { token });
    expect(at(second.body, 'error', 'code')).toBe(190);
  });

  it('expires page tokens in the middle; a new one works', async () => {
    const token = sandbox.meta.pageToken();
    sandbox.meta.setKnobs({ pageTokenCalls: 1 });
    expect((await graph(sandbox, '/me', {}, { token })).status).toBe(200);
    const expired = await graph(sandbox, '/me', {}, { token });
    expect(at(expired.body, 'error', 'error_subcode')).toBe(463);
    expect(expired.headers.get('www-authenticate')).toMatch(/invalid_token/);
    expect(sandbox.meta.pageToken()).not.toBe(token);
    expect((await graph(sandbox, '/me')).status).toBe(200);
  });

  it('never remembers tokens in its log of calls', async () => {
    await graph(sandbox, `/v23.0/${page}/conversations`);
    expect(JSON.stringify(sandbox.meta.calls())).not.toMatch(/EAA|access_token/);
    expect(sandbox.meta.calls().at(-1)).toMatchObject({
      path: `/${page}/conversations`,
      status: 200,
    });
  });
});
