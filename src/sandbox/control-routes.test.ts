import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './start-sandbox.ts';
import { at, graph, jsonObject, textAt } from './test-client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ dialogues: [] });
});
afterAll(() => sandbox.close());

async function control(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.url}/control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, body: await jsonObject(answer) };
}

describe('control', () => {
  it('merges knobs and puts them back', async () => {
    await control('POST', '/meta/knobs', { rateLimit: { perSecond: 0 } });
    const set = await control('POST', '/meta/knobs', { horizon: 5 });
    expect(set.body).toMatchObject({
      horizon: 5,
      rateLimit: { perSecond: 0, burst: 2, code: 613 },
    });
    await control('DELETE', '/meta/knobs');
    const back = await control('GET', '/meta/knobs');
    expect(back.body).toMatchObject({ horizon: 20, rateLimit: { perSecond: 2 } });
  });

  it('names the knob that is wrong', async () => {
    const { status, body } = await control('POST', '/meta/knobs', { horizont: 5 });
    expect(status).toBe(422);
    expect(textAt(body, 'error', 'message')).toMatch(/horizont/);
    const unknown = await control('POST', '/meta/customer-writes', {
      conversationId: 't_0',
      text: 'x',
    });
    expect(unknown.status).toBe(422);
    expect(textAt(unknown.body, 'error', 'message')).toMatch(/conversationId/);
  });

  it('lets a customer write, which shows in the Graph API at once', async () => {
    const wrote = await control('POST', '/meta/customer-writes', {
      name: 'Mina Sol',
      text: 'hello there',
    });
    const again = await control('POST', '/meta/customer-writes', {
      name: 'Mina Sol',
      text: 'anyone?',
    });
    expect(at(again.body, 'conversationId')).toBe(at(wrote.body, 'conversationId'));
    const glance = await control('GET', '/meta/conversations?limit=1');
    expect(at(glance.body, 'conversations', 0)).toMatchObject({ name: 'Mina Sol', messages: 2 });
    const list = await graph(sandbox, '/104600000000001/conversations', {
      fields: 'snippet,message_count',
    });
    expect(at(list.body, 'data', 0)).toMatchObject({ snippet: 'anyone?', message_count: 2 });
  });

  it('generates ten thousand conversations and lists a hundred of them quickly', async () => {
    await control('POST', '/meta/knobs', { rateLimit: { perSecond: 0 } });
    await control('POST', '/meta/conversations', { count: 10_000 });
    const params = { limit: '100', fields: 'id,participants,messages.limit(20){id,from,message}' };
    const times: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const startedAt = performance.now();
      await graph(sandbox, '/104600000000001/conversations', params);
      times.push(performance.now() - startedAt);
    }
    const median = times.sort((a, b) => a - b)[5] ?? 0;
    expect(median).toBeLessThan(150);
    const { body } = await control('GET', '/meta/state');
    expect(at(body, 'pages', 0, 'conversations', 'messenger')).toBeGreaterThan(10_000);
  });

  it('steers Gemini too', async () => {
    const { body } = await control('POST', '/gemini/knobs', {
      keys: { a: { mode: 'overloaded' } },
    });
    expect(at(body, 'keys', 'a', 'mode')).toBe('overloaded');
    expect((await control('POST', '/gemini/knobs', { mode: 'sleepy' })).status).toBe(422);
  });
});
