import { APICallError, generateText, jsonSchema, Output } from 'ai';
import { z } from 'zod';
import { OutgoingError } from '../outgoing/index.ts';
import { findObject } from './answer-text.rules.ts';
import type { Reply } from './lesson.rules.ts';
import { type ModelUsage, noUsage } from './model-error.ts';
import { callSettings, connectModel, type ModelAddress } from './providers.ts';
import { type FailedResponse, readRefusal } from './refusal.rules.ts';

// The SDK prints a process warning for every setting a model does not know; ours are deliberate.
globalThis.AI_SDK_LOG_WARNINGS = false;

export type Question = {
  system: string;
  prompt: string;
  schema: z.ZodType;
  /** Multiplies the provider's usual output budget; 2 after an answer that was cut short. */
  room: number;
  timeoutMs: number;
  signal?: AbortSignal;
};

/** JSON Schema without `$schema`, which Gemini does not list among the keywords it takes. */
function outputFormat(schema: z.ZodType) {
  const { $schema: _version, ...plain } = z.toJSONSchema(schema, { target: 'draft-7' });
  // Parsing is left to us: the SDK throws away an answer with one wrong enum, and its error
  // object carries the whole prompt.
  const wanted = Output.object({ schema: jsonSchema(plain), name: 'answer' });
  return { ...wanted, parseCompleteOutput: async ({ text }: { text: string }) => text };
}

/** Sends one request with one key; throws only when the caller's signal is aborted. */
export async function askModel(
  address: ModelAddress,
  key: string,
  question: Question,
  fetch: typeof globalThis.fetch,
  now: () => Date,
): Promise<Reply> {
  const timeout = AbortSignal.timeout(question.timeoutMs);
  const { maxOutputTokens = 4_096, ...settings } = callSettings(address);
  try {
    const result = await generateText({
      ...settings,
      maxOutputTokens: maxOutputTokens * question.room,
      model: connectModel(address, key, fetch),
      instructions: question.system,
      prompt: question.prompt,
      output: outputFormat(question.schema),
      maxRetries: 0,
      abortSignal:
        question.signal === undefined ? timeout : AbortSignal.any([question.signal, timeout]),
    });
    const usage = {
      inputTokens: result.usage.inputTokens ?? 0,
      outputTokens: result.usage.outputTokens ?? 0,
    };
    if (result.finishReason === 'content-filter') {
      return { kind: 'blocked', reason: shortCode(result.rawFinishReason), usage };
    }
    const text = result.text === '' && result.finishReason !== 'stop' ? '' : result.output;
    return readText(text, result.finishReason, result.response.modelId, usage);
  } catch (error) {
    question.signal?.throwIfAborted();
    if (timeout.aborted) return { kind: 'timeout' };
    return readThrown(error, now());
  }
}

function readText(text: string, finishReason: string, model: string, usage: ModelUsage): Reply {
  const object = findObject(text);
  if (object.found) return { kind: 'answer', value: object.value, model, usage };
  if (finishReason === 'length') return { kind: 'unusable', why: 'cut_short', usage };
  return { kind: 'unusable', why: text.trim() === '' ? 'empty' : 'not_json', usage };
}

function readThrown(error: unknown, now: Date): Reply {
  if (APICallError.isInstance(error) && error.statusCode !== undefined) {
    if (error.statusCode < 300) return { kind: 'unusable', why: 'not_json', usage: noUsage };
    const response: FailedResponse = {
      status: error.statusCode,
      body: error.responseBody ?? '',
      headers: error.responseHeaders ?? {},
    };
    return { kind: 'refused', refusal: readRefusal(response, now) };
  }
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutgoingError) return readOutgoing(cause);
    // ECONNREFUSED and the like; the message itself could hold a URL with a secret in it.
    if ('code' in cause && typeof cause.code === 'string') {
      return { kind: 'network', reason: shortCode(cause.code) };
    }
  }
  return { kind: 'network', reason: 'no connection' };
}

function readOutgoing(error: OutgoingError): Reply {
  return error.kind === 'timeout'
    ? { kind: 'timeout' }
    : { kind: 'network', reason: error.message };
}

function shortCode(code: string | undefined): string {
  return code !== undefined && /^[\w-]{1,60}$/.test(code) ? code : 'unknown';
}
