import { afterEach, describe, expect, it } from 'vitest';
import { Analysis } from '../../contracts/analysis.ts';
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
} from '../../platform/ai/fake-model-server.ts';
import { createModelReader } from '../../platform/ai/index.ts';
import { createConversationReader } from './read-conversation.ts';
import { context, goodAnswer, localAnalysis, transcript } from './test-conversations.ts';

let server: FakeModelServer | null = null;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = null;
});

async function start(
  answer: (request: FakeRequest, count: number) => FakeReply,
  options: { keys?: string[]; timeoutMs?: number; allow?: () => Promise<boolean> } = {},
) {
  let count = 0;
  server = await startFakeModel((request) => answer(request, count++));
  const model = createModelReader({
    provider: 'gemini',
    model: 'gemini-2.5-flash',
    baseUrl: `${server.url}/v1beta`,
    keys: options.keys ?? ['key-1', 'key-2'],
    fetch: globalThis.fetch,
    clock: { now: () => new Date() },
    timeoutMs: options.timeoutMs ?? 5_000,
  });
  const budget = options.allow === undefined ? {} : { budget: { allow: options.allow } };
  const reader = createConversationReader({
    reader: model,
    scoreLocally: localAnalysis,
    ...budget,
  });
  return { reader, requests: server.requests };
}

const talk = transcript('c: I need 20 m² of blue tiles', 'b: 450 EUR');
const good = () => geminiText(JSON.stringify(goodAnswer));

describe('a conversation reader', () => {
  it('gives the model’s reading', async () => {
    const { reader, requests } = await start(good);
    const { analysis, usage, attempts, retryAt } = await reader.read(talk, context);
    expect(Analysis.parse(analysis)).toMatchObject({
      source: 'gemini',
      model: 'gemini-2.5-flash',
      isFallback: false,
      score: 55,
      recommendedStage: 'Quoted',
      evidence: [{ messageId: 'mid-1', quote: 'I need 20 m² of blue tiles' }],
    });
    expect(usage).toEqual({ inputTokens: 100, outputTokens: 20 });
    expect(attempts).toEqual([{ source: 'gemini', ok: true }]);
    expect(retryAt).toBeNull();
    expect(requests[0]?.text).toContain('Customer: I need 20 m² of blue tiles');
    expect(requests[0]?.body).not.toHaveProperty('tools');
  });

  it('tries again after an answer without a score, and says so', async () => {
    const { score: _score, ...rest } = goodAnswer;
    const { reader } = await start((_request, count) =>
      count === 0 ? geminiText(JSON.stringify(rest)) : good(),
    );
    const { analysis, attempts } = await reader.read(talk, context);
    expect(analysis.source).toBe('gemini');
    expect(attempts).toEqual([
      {
        source: 'gemini',
        ok: false,
        problem: "The model's answer does not fit: score is not a number",
      },
      { source: 'gemini', ok: true },
    ]);
  });

  it('reads locally, not as a fallback, when no model is configured', async () => {
    const reader = createConversationReader({ reader: null, scoreLocally: localAnalysis });
    const { analysis, attempts } = await reader.read(talk, context);
    expect(analysis).toMatchObject({ source: 'local', isFallback: false, confidence: 35 });
    expect(attempts).toEqual([{ source: 'local', ok: true }]);
  });

  it.each<[string, () => FakeReply, number]>([
    ['every key is over its quota', () => geminiQuota('Minute', '47s'), 2],
    ['every key is refused', geminiBadKey, 2],
    ['the model is overloaded', () => geminiError(503, 'UNAVAILABLE'), 3],
    ['the model does not exist', () => geminiError(404, 'NOT_FOUND'), 1],
    ['thinking used up the tokens', geminiCutShort, 3],
    ['the prompt is blocked', () => ({ body: { promptFeedback: { blockReason: 'SAFETY' } } }), 1],
    ['the answer is not JSON', () => geminiText('score: high'), 3],
    ['the answer lacks the score', () => geminiText('{"summary":"x","status":"NEW"}'), 3],
    ['the answer is slow', () => ({ ...good(), delayMs: 3_000 }), 3],
  ])('falls back to the local scorer when %s', async (_name, reply, sent) => {
    const { reader, requests } = await start(reply, { timeoutMs: 700 });
    const { analysis, attempts } = await reader.read(talk, context);
    expect(analysis).toMatchObject({ source: 'local', isFallback: true, confidence: 35 });
    expect(requests).toHaveLength(sent);
    expect(attempts.at(-1)).toEqual({ source: 'local', ok: true });
    expect(attempts.length).toBeGreaterThan(sent);
    expect(attempts.slice(0, -1).every((attempt) => attempt.problem !== undefined)).toBe(true);
  });

  it('says when a busy model can be asked again', async () => {
    const { reader } = await start(() => geminiQuota('Minute', '47s'));
    const { retryAt } = await reader.read(talk, context);
    expect((retryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(40_000);
  });

  it('asks nobody when the budget is spent, unknown, or there is nothing to read', async () => {
    const spent = await start(good, { allow: async () => false });
    expect((await spent.reader.read(talk, context)).analysis.isFallback).toBe(true);
    expect(spent.requests).toHaveLength(0);
    await server?.[Symbol.asyncDispose]();
    const broken = await start(good, { allow: () => Promise.reject(new Error('no database')) });
    const { analysis, attempts } = await broken.reader.read(talk, context);
    expect(analysis.isFallback).toBe(true);
    expect(JSON.stringify(attempts)).not.toContain('no database');
    await server?.[Symbol.asyncDispose]();
    const empty = await start(good);
    expect((await empty.reader.read(transcript(), context)).analysis.source).toBe('local');
    expect(empty.requests).toHaveLength(0);
  });

  it('takes markup out of what the local scorer quotes', async () => {
    const quotes = ['<b>tiles</b>', 'blue tiles'].map((quote) => ({ messageId: 'm', quote }));
    const scoreLocally = () => ({
      ...localAnalysis(),
      summary: 'Ana wrote: “<b>tiles</b> http://evil.example”',
      objections: ['<br>', 'too [dear](javascript:x)'],
      evidence: quotes,
    });
    const reader = createConversationReader({ reader: null, scoreLocally });
    expect((await reader.read(talk, context)).analysis).toMatchObject({
      summary: 'Ana wrote: “ tiles (link)”',
      objections: ['too dear'],
      evidence: [{ messageId: 'm', quote: 'blue tiles' }],
    });
  });

  it('throws only when the caller gives up', async () => {
    const { reader } = await start(() => ({ ...good(), delayMs: 3_000 }));
    const stop = new AbortController();
    const reading = reader.read(talk, context, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('shutting down')), 50);
    await expect(reading).rejects.toThrow('shutting down');
  });
});
