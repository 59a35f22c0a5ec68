import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { createKeyPool, type KeyHealth, type KeyLease } from './key-pool.ts';
import { answerLesson, type Lesson, lessonOf, type Reply } from './lesson.rules.ts';
import { ModelError, type ModelFailure, type ModelUsage, noUsage } from './model-error.ts';
import type { ModelAddress, ModelProvider } from './providers.ts';

export type ModelReaderOptions = ModelAddress & {
  /** Any number. A `compatible` server without sign-in takes none. */
  keys: readonly string[];
  fetch: typeof globalThis.fetch;
  clock: { now(): Date };
  /** For one request; a whole call ends after `CALL_MS` at the latest. */
  timeoutMs: number;
  /** Requests a key may start per minute; unlimited when absent. */
  perKeyRpm?: number;
};

export type GenerateInput = {
  system: string;
  prompt: string;
  /** Sent to the model as JSON Schema. */
  schema: z.ZodType;
  /**
   * What is wrong with an answer, an empty list when it will do; then another try is made.
   * The default asks for exactly `schema`. Problems must not quote the answer.
   */
  check?: (value: unknown) => readonly string[];
  signal?: AbortSignal;
};

export type Generated = {
  /** A JSON object that passed the check. Its texts are untrusted. */
  value: unknown;
  /** Failed tries included. */
  usage: ModelUsage;
  /** As the provider names it in its answer. */
  model: string;
  /** The tries that failed before this answer. */
  failures: readonly ModelFailure[];
};

export type ModelReader = {
  provider: ModelProvider;
  model: string;
  /** Throws ModelError, or the signal's reason when the caller gives up. */
  generate(input: GenerateInput): Promise<Generated>;
  health(): KeyHealth[];
};

export const MAX_TRIES = 3;
export const CALL_MS = 60_000;
const IN_FLIGHT_PER_KEY = 4;
const FIRST_PAUSE_MS = 200;

function checkSchema(schema: z.ZodType): (value: unknown) => readonly string[] {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
  };
}

function usageOf(reply: Reply): ModelUsage {
  return 'usage' in reply ? reply.usage : noUsage;
}

function add(one: ModelUsage, other: ModelUsage): ModelUsage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

/** One call in progress. */
type Call = {
  deadline: number;
  failures: ModelFailure[];
  usage: ModelUsage;
  /** Tries that count; a key found resting or refused costs none. */
  tries: number;
  sent: number;
  room: number;
};

/**
 * A model behind a pool of keys. Build a new one when the settings change: that is what gives
 * refused keys another chance. Throws ModelError when `compatible` comes without a base URL.
 */
export function createModelReader(options: ModelReaderOptions): ModelReader {
  const { provider, model, clock, fetch } = options;
  if (provider === 'compatible' && options.baseUrl === undefined) {
    throw new ModelError({ kind: 'bad_request', message: 'A compatible server needs a base URL.' });
  }
  const isOpenServer = provider === 'compatible' && options.keys.length === 0;
  const limits = { inFlight: IN_FLIGHT_PER_KEY, perMinute: options.perKeyRpm ?? null };
  const pool = createKeyPool(isOpenServer ? [''] : options.keys, limits, clock);
  const keyCount = pool.health().length;
  const now = (): number => clock.now().getTime();

  async function send(call: Call, input: GenerateInput, lease: KeyLease): Promise<Reply> {
    const timeoutMs = Math.max(1, Math.min(options.timeoutMs, call.deadline - now()));
    try {
      const question = { ...input, room: call.room, timeoutMs };
      // Loaded on first use: the SDKs cost 0.3 s and 70 MB, for nothing when no key is set.
      const { askModel } = await import('./ask-model.ts');
      return await askModel(options, lease.key, question, fetch, () => clock.now());
    } catch (error) {
      lease.end({ kind: 'neutral' });
      throw error;
    }
  }

  async function generate(input: GenerateInput): Promise<Generated> {
    const check = input.check ?? checkSchema(input.schema);
    const call: Call = {
      deadline: now() + CALL_MS,
      failures: [],
      usage: noUsage,
      tries: 0,
      sent: 0,
      room: 1,
    };
    for (;;) {
      const lease = await pool.take(call.deadline, input.signal).catch((error: unknown) => {
        throw error instanceof ModelError ? withHistory(error, call) : error;
      });
      const reply = await send(call, input, lease);
      call.sent += 1;
      call.usage = add(call.usage, usageOf(reply));
      if (reply.kind === 'answer') {
        lease.end({ kind: 'ok' });
        const lesson = answerLesson(check(reply.value));
        const { usage, failures } = call;
        if (lesson === null) return { value: reply.value, usage, model: reply.model, failures };
        await goOn(call, lesson, input.signal);
      } else {
        const lesson = lessonOf(reply);
        lease.end(lesson.key);
        await goOn(call, lesson, input.signal);
      }
    }
  }

  /** Throws when the call is over; otherwise waits as long as the next try should. */
  async function goOn(call: Call, lesson: Lesson, signal?: AbortSignal) {
    call.failures.push(lesson.failure);
    if (lesson.needsRoom) call.room = 2;
    if (lesson.next === 'try_again') call.tries += 1;
    const isOver = call.tries >= MAX_TRIES || call.sent >= keyCount + MAX_TRIES;
    if (lesson.next === 'stop' || isOver || now() >= call.deadline) {
      throw new ModelError(lesson.failure, call);
    }
    if (lesson.next === 'try_again') await pause(call.tries, signal);
  }

  return { provider, model, generate, health: () => pool.health() };
}

function withHistory(error: ModelError, call: Call): ModelError {
  const { kind, message, retryAt } = error;
  const failures = [...call.failures, { kind, message }];
  return new ModelError({ kind, message }, { retryAt, failures, usage: call.usage });
}

async function pause(tries: number, signal: AbortSignal | undefined): Promise<void> {
  // Half of it random, so that calls that failed together do not come back together.
  const ms = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
  await sleep(ms, undefined, signal === undefined ? {} : { signal });
}
