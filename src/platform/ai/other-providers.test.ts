import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type FakeModelServer,
  type FakeReply,
  type FakeRequest,
  startFakeModel,
} from './fake-model-server.ts';
import { createModelReader, type ModelReaderOptions } from './model-reader.ts';

const schema = z.object({ mood: z.enum(['good', 'bad']) });
const question = { system: 'Judge.', prompt: 'I like it.', schema };
const good = '{"mood":"good"}';

let server: FakeModelServer | null = null;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = null;
});

async function ask(
  options: Pick<ModelReaderOptions, 'provider' | 'model' | 'keys'>,
  answer: (request: FakeRequest) => FakeReply,
) {
  server = await startFakeModel(answer);
  const reader = createModelReader({
    ...options,
    baseUrl: `${server.url}/v1`,
    fetch: globalThis.fetch,
    clock: { now: () => new Date() },
    timeoutMs: 5_000,
  });
  return { answer: await reader.generate(question), requests: server.requests, reader };
}

describe('OpenAI', () => {
  const usage = { input_tokens: 10, output_tokens: 5, total_tokens: 15 };
  const content = [{ type: 'output_text', text: good, annotations: [] }];
  const output = [{ type: 'message', role: 'assistant', id: 'm', status: 'completed', content }];
  const body = { id: 'r', created_at: 1, model: 'gpt-5-mini', object: 'response', output, usage };

  it('asks for strict structured output and for nothing to be stored', async () => {
    const options = { provider: 'openai', model: 'gpt-5-mini', keys: ['k1', 'k2'] } as const;
    const { answer, requests } = await ask(options, ({ key }) =>
      key === 'k1'
        ? {
            status: 401,
            body: { error: { message: 'Incorrect API key', code: 'invalid_api_key' } },
          }
        : { body },
    );
    expect(answer).toMatchObject({
      value: { mood: 'good' },
      model: 'gpt-5-mini',
      usage: { inputTokens: 10, outputTokens: 5 },
    });
    expect(answer.failures.map((one) => one.kind)).toEqual(['refused_key']);
    expect(requests[1]?.path).toBe('/v1/responses');
    expect(requests[1]?.body).toMatchObject({
      store: false,
      reasoning: { effort: 'low' },
      text: { format: { type: 'json_schema', strict: true } },
    });
    expect(requests[1]?.text).not.toContain('summary');
  });
});

describe('Anthropic', () => {
  it('asks for the schema and goes on to the next key after retry-after', async () => {
    const usage = { input_tokens: 12, output_tokens: 6 };
    const message = { type: 'message', id: 'm', role: 'assistant', model: 'claude-sonnet-4-5' };
    const content = [{ type: 'text', text: good }];
    const body = { ...message, content, stop_reason: 'end_turn', usage };
    const error = { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down.' } };
    const options = {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      keys: ['k1', 'k2'],
    } as const;
    const { answer, requests, reader } = await ask(options, ({ key }) =>
      key === 'k1' ? { status: 429, headers: { 'retry-after': '40' }, body: error } : { body },
    );
    expect(answer).toMatchObject({
      value: { mood: 'good' },
      usage: { inputTokens: 12, outputTokens: 6 },
    });
    expect(requests[1]?.path).toBe('/v1/messages');
    expect(requests[1]?.text).toContain('"mood"');
    const rest = (reader.health()[0]?.restingUntil?.getTime() ?? 0) - Date.now();
    expect(rest).toBeGreaterThan(36_000);
    expect(rest).toBeLessThanOrEqual(40_000);
  });
});

describe('a compatible local server', () => {
  it('works without a key and with an answer wrapped in prose', async () => {
    const text = `<think>They like it.</think>\n\`\`\`json\n${good}\n\`\`\``;
    const choice = {
      index: 0,
      message: { role: 'assistant', content: text },
      finish_reason: 'stop',
    };
    const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
    const body = { id: 'c', created: 1, model: 'llama', choices: [choice], usage };
    const options = { provider: 'compatible', model: 'llama', keys: [] } as const;
    const { answer, requests } = await ask(options, () => ({ body }));
    expect(answer).toMatchObject({
      value: { mood: 'good' },
      usage: { inputTokens: 7, outputTokens: 3 },
    });
    expect(requests[0]?.path).toBe('/v1/chat/completions');
    expect(requests[0]?.key).toBe('');
    expect(requests[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } });
  });
});
