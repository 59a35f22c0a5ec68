import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOutgoing } from '../outgoing/index.ts';
import {
  type FakeModelServer,
  type FakeReply,
  type FakeRequest,
  geminiBadKey,
  geminiCutShort,
  geminiError,
  geminiQuota,
  geminiText,
  startFakeModel,
} from './fake-model-server.ts';
import { ModelError } from './model-error.ts';
import { createModelReader, type ModelReader, type ModelReaderOptions } from './model-reader.ts';

const schema = z.object({ mood: z.enum(['good', 'bad']), points: z.number().nullable() });
const question = { system: 'Judge.', prompt: 'I like it.', schema };
const good = '{"mood":"good","points":3}';

let server: FakeModelServer | null = null;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = null;
});

function settings(origin: string): ModelReaderOptions {
  return {
    provider: 'gemini',
    model: 'gemini-2.5-flash',
    baseUrl: `${origin}/v1beta`,
    keys: ['key-1'],
    fetch: globalThis.fetch,
    clock: { now: () => new Date() },
    timeoutMs: 5_000,
  };
}

async function start(
  answer: (request: FakeRequest, count: number) => FakeReply,
  options: Partial<ModelReaderOptions> = {},
): Promise<{ reader: ModelReader; requests: FakeRequest[]; clock: { offset: number } }> {
  let count = 0;
  server = await startFakeModel((request) => answer(request, count++));
  const clock = { offset: 0 };
  const reader = createModelReader({
    ...settings(server.url),
    clock: { now: () => new Date(Date.now() + clock.offset) },
    ...options,
  });
  return { reader, requests: server.requests, clock };
}

async function failure(promise: Promise<unknown>): Promise<ModelError> {
  const error = await promise.then(
    () => new Error('the call should have failed'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw error;
  return error;
}

const manyKeys = Array.from({ length: 17 }, (_, index) => `key-${index + 1}`);

describe('a Gemini reader', () => {
  it('sends the schema, the system text and little thinking, and reads the answer', async () => {
    const { reader, requests } = await start(() => geminiText(good));
    expect(await reader.generate(question)).toEqual({
      value: { mood: 'good', points: 3 },
      usage: { inputTokens: 100, outputTokens: 20 },
      model: expect.any(String),
      failures: [],
    });
    expect(requests[0]?.path).toBe('/v1beta/models/gemini-2.5-flash:generateContent');
    expect(requests[0]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Judge.' }] },
      generationConfig: {
        responseMimeType: 'application/json',
        responseJsonSchema: { properties: { mood: { enum: ['good', 'bad'] } } },
        maxOutputTokens: 8_192,
        thinkingConfig: { thinkingBudget: 1_311 },
      },
    });
  });

  it('uses 17 keys in turn', async () => {
    const { reader, requests } = await start(() => geminiText(good), { keys: manyKeys });
    for (let call = 0; call < 34; call += 1) await reader.generate(question);
    expect(requests.map((request) => request.key)).toEqual([...manyKeys, ...manyKeys]);
  });

  it('finds the one key of 17 that works in the same call, then rests the others', async () => {
    const { reader, requests } = await start(
      ({ key }) => {
        if (key === 'key-17') return geminiText(good);
        if (key === 'key-1') return geminiBadKey();
        return key === 'key-2' ? geminiQuota('Day', '23s') : geminiQuota('Minute', '29.72s');
      },
      { keys: manyKeys },
    );
    const answer = await reader.generate(question);
    expect(answer.failures).toHaveLength(16);
    expect(requests).toHaveLength(17);
    await reader.generate(question);
    expect(requests).toHaveLength(18);
    const [bad, day, minute] = reader.health();
    expect(bad?.disabledReason).toBe('HTTP 400 INVALID_ARGUMENT');
    expect(day?.restReason).toBe('day');
    const rest = (minute?.restingUntil?.getTime() ?? 0) - Date.now();
    expect(rest).toBeGreaterThan(25_000);
    expect(rest).toBeLessThanOrEqual(29_720);
    expect(JSON.stringify(reader.health())).not.toContain('key-');
  });

  it('is busy until the earliest rest ends, then works again; a day quota still rests', async () => {
    let isOver = true;
    const { reader, requests, clock } = await start(
      ({ key }) => {
        if (key === 'key-2') return geminiQuota('Day', '23s');
        return isOver ? geminiQuota('Minute', '47s') : geminiText(good);
      },
      { keys: ['key-1', 'key-2'] },
    );
    const error = await failure(reader.generate(question));
    expect(error.kind).toBe('busy');
    const wait = (error.retryAt?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(44_000);
    expect(wait).toBeLessThanOrEqual(47_000);
    expect((await failure(reader.generate(question))).kind).toBe('busy');
    expect(requests).toHaveLength(2);
    isOver = false;
    clock.offset = 47_000;
    await reader.generate(question);
    await reader.generate(question);
    expect(requests.map((request) => request.key)).toEqual(['key-1', 'key-2', 'key-1', 'key-1']);
  });

  it('goes to the next key after 503, in the same call', async () => {
    const { reader, requests } = await start(
      (_request, count) => (count === 0 ? geminiError(503, 'UNAVAILABLE') : geminiText(good)),
      { keys: ['key-1', 'key-2'] },
    );
    const answer = await reader.generate(question);
    expect(answer.failures).toEqual([
      { kind: 'busy', message: 'The model is overloaded (HTTP 503 UNAVAILABLE).' },
    ]);
    expect(requests.map((request) => request.key)).toEqual(['key-1', 'key-2']);
  });

  it('waits out a short rest of its only key and gives up after three tries', async () => {
    const { reader, requests } = await start(() => geminiError(500, 'INTERNAL'));
    const started = performance.now();
    expect((await failure(reader.generate(question))).kind).toBe('busy');
    expect(requests).toHaveLength(3);
    expect(performance.now() - started).toBeGreaterThan(2_900);
  });

  it('leaves refused keys out for good and says so', async () => {
    const { reader, requests } = await start(() => geminiBadKey(), { keys: ['key-1', 'key-2'] });
    const error = await failure(reader.generate(question));
    expect(error.kind).toBe('refused_key');
    expect(`${error.message}${JSON.stringify(error.failures)}`).not.toContain('key-1');
    await failure(reader.generate(question));
    expect(requests).toHaveLength(2);
  });

  it('gives the second try more room after MAX_TOKENS without parts', async () => {
    const { reader, requests } = await start((_request, count) =>
      count === 0 ? geminiCutShort() : geminiText(good),
    );
    const answer = await reader.generate(question);
    expect(answer.failures[0]?.kind).toBe('bad_answer');
    expect(answer.usage).toEqual({ inputTokens: 200, outputTokens: 40 });
    expect(requests[1]?.body).toMatchObject({ generationConfig: { maxOutputTokens: 16_384 } });
  });

  it.each([
    ['a prompt that is blocked', { promptFeedback: { blockReason: 'SAFETY' } }, 'blocked', 1],
    [
      'an answer stopped for safety',
      { candidates: [{ content: { parts: [{ text: 'No' }] }, finishReason: 'SAFETY' }] },
      'blocked',
      1,
    ],
    ['empty content', { candidates: [{ content: {}, index: 0 }] }, 'bad_answer', 3],
    ['no candidates', {}, 'bad_answer', 3],
    ['a body that is not JSON', '<html>', 'bad_answer', 3],
  ])('%s', async (_name, body, kind, sent) => {
    const { reader, requests } = await start(() => ({ body }));
    expect((await failure(reader.generate(question))).kind).toBe(kind);
    expect(requests).toHaveLength(sent);
  });

  it.each([
    ['invalid JSON', 'mood: good'],
    ['JSON cut in the middle', '{"mood":"go'],
    ['a list', '[1,2]'],
    ['JSON that breaks the schema', '{"mood":"<b>fine</b>","points":3}'],
  ])('%s is tried three times and thrown without the text', async (_name, text) => {
    const { reader, requests } = await start(() => geminiText(text));
    const error = await failure(reader.generate(question));
    expect(error.kind).toBe('bad_answer');
    expect(error.usage).toEqual({ inputTokens: 300, outputTokens: 60 });
    expect(JSON.stringify(error.failures)).not.toContain('fine');
    expect(requests).toHaveLength(3);
  });

  it('lets a check of its own decide what will do', async () => {
    const { reader } = await start(() => geminiText('{"mood":"so so"}'));
    const answer = await reader.generate({ ...question, check: () => [] });
    expect(answer.value).toEqual({ mood: 'so so' });
  });

  it('gives up on a slow answer', async () => {
    const slow = () => ({ ...geminiText(good), delayMs: 5_000 });
    const { reader, requests } = await start(slow, { timeoutMs: 80 });
    const error = await failure(reader.generate(question));
    expect(error.kind).toBe('timeout');
    expect(requests).toHaveLength(3);
  });

  it('stops at once when the caller gives up, and frees the key', async () => {
    const { reader } = await start(() => ({ ...geminiText(good), delayMs: 5_000 }));
    const signal = AbortSignal.timeout(80);
    await expect(reader.generate({ ...question, signal })).rejects.toThrow(/timeout/);
    expect(reader.health()[0]?.inFlight).toBe(0);
  });

  it('tells an unknown model and an unreachable server apart', async () => {
    const { reader } = await start(() => geminiError(404, 'NOT_FOUND'));
    expect((await failure(reader.generate(question))).kind).toBe('unknown_model');
    await server?.[Symbol.asyncDispose]();
    const error = await failure(reader.generate(question));
    expect(error.kind).toBe('network');
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('goes through the guarded door, and says so when that stays shut', async () => {
    const open = await start(() => geminiText(good));
    const origin = server?.url ?? '';
    const shut = createOutgoing({ allowOrigins: [] });
    const door = createOutgoing({ allowOrigins: [origin] });
    const base = { ...settings(origin), keys: ['key-1'] };
    const allowed = createModelReader({ ...base, fetch: door.fetch });
    expect((await allowed.generate(question)).value).toEqual({ mood: 'good', points: 3 });
    const refused = createModelReader({ ...base, fetch: shut.fetch });
    expect((await failure(refused.generate(question))).kind).toBe('network');
    expect(open.requests).toHaveLength(1);
    await server?.[Symbol.asyncDispose]();
    expect((await failure(allowed.generate(question))).kind).toBe('network');
    await Promise.all([shut.close(), door.close()]);
  });

  it('does not start without the address of a compatible server', () => {
    const { baseUrl: _baseUrl, ...rest } = settings('');
    expect(() => createModelReader({ ...rest, provider: 'compatible' })).toThrow(/base URL/);
  });

  it('says that no key is set', async () => {
    const { reader } = await start(() => geminiText(good), { keys: [] });
    expect((await failure(reader.generate(question))).kind).toBe('no_key');
  });

  it('holds each key to its requests per minute and its calls in flight', async () => {
    const keys = ['key-1', 'key-2'];
    const { reader, requests } = await start(() => geminiText(good), { keys, perKeyRpm: 3 });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => reader.generate(question)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(6);
    expect(requests).toHaveLength(6);
    await server?.[Symbol.asyncDispose]();
    const slow = await start(() => ({ ...geminiText(good), delayMs: 60 }));
    const all = Array.from({ length: 9 }, () => slow.reader.generate(question));
    await expect.poll(() => slow.requests.length).toBe(4);
    await Promise.all(all);
    expect(slow.requests).toHaveLength(9);
  });
});
