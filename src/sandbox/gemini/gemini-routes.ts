import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Random } from '../random.ts';
import { urlSafeText } from '../random.ts';
import { answerBody, type GeminiRequest } from './answer.ts';
import { isSchema } from './fill-schema.ts';
import {
  badKeyFailure,
  forbiddenFailure,
  type GeminiFailure,
  internalFailure,
  invalidRequestFailure,
  missingKeyFailure,
  overloadedFailure,
  quotaFailure,
  unknownModelFailure,
} from './gemini-errors.ts';
import type { GeminiKnobs, GeminiMode } from './knobs.ts';
import { takeMode } from './knobs.ts';
import { countUse, type KeyUse, secondsUntilRoom, unusedKey } from './quota.ts';

export type GeminiWorld = {
  clock: () => Date;
  random: Random;
  knobs: GeminiKnobs;
  uses: Map<string, KeyUse>;
};

const Content = z.object({ parts: z.array(z.object({ text: z.string().optional() })).default([]) });
const Body = z.object({
  contents: z.array(Content).min(1),
  systemInstruction: Content.optional(),
  generationConfig: z
    .object({
      responseMimeType: z.string().optional(),
      responseSchema: z.unknown(),
      responseJsonSchema: z.unknown(),
      maxOutputTokens: z.number().optional(),
    })
    .partial()
    .optional(),
});

const knownModels = ['gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-2.5-pro'];

/** Registers `generateContent` and the list of models below `/gemini/v1beta`. */
export function registerGeminiRoutes(server: FastifyInstance, world: GeminiWorld): void {
  server.post<{ Params: { call: string } }>('/gemini/v1beta/models/:call', (request, reply) =>
    generate(world, request, reply, request.params.call),
  );
  server.get('/gemini/v1beta/models', (request, reply) => {
    const refusal = keyRefusal(world, keyOf(request));
    if (refusal) return reply.code(refusal.status).send(refusal.body);
    const names = world.knobs.models ?? knownModels;
    return {
      models: names.map((name) => ({
        name: `models/${name}`,
        displayName: name,
        supportedGenerationMethods: ['generateContent'],
      })),
    };
  });
}

async function generate(
  world: GeminiWorld,
  request: FastifyRequest,
  reply: FastifyReply,
  called: string,
): Promise<FastifyReply> {
  const [model = '', method = ''] = called.split(':');
  const key = keyOf(request);
  await sleep(world.knobs.keys[key ?? '']?.latencyMs ?? world.knobs.latencyMs);
  const refusal = keyRefusal(world, key) ?? modelRefusal(world, model, method);
  if (refusal || key === undefined) {
    const { status, body } = refusal ?? missingKeyFailure();
    return reply.code(status).send(body);
  }
  const mode = takeMode(world.knobs, key);
  if (mode === 'reset') {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  const failure = quotaRefusal(world, key, model) ?? modeFailure(world, mode, model);
  if (failure) return reply.code(failure.status).send(failure.body);
  const parsed = Body.safeParse(request.body);
  if (!parsed.success) {
    const { status, body } = invalidRequestFailure(z.prettifyError(parsed.error));
    return reply.code(status).send(body);
  }
  const responseId = urlSafeText(world.random, 23);
  return reply.send(
    answerBody(toRequest(parsed.data), mode, { model, responseId, now: world.clock() }),
  );
}

function toRequest({ contents, systemInstruction, generationConfig }: z.infer<typeof Body>) {
  const all = systemInstruction ? [systemInstruction, ...contents] : contents;
  const sent = generationConfig?.responseJsonSchema ?? generationConfig?.responseSchema;
  const request: GeminiRequest = {
    prompt: all.flatMap(({ parts }) => parts.map(({ text }) => text ?? '')).join('\n'),
    schema: isSchema(sent) ? sent : null,
    wantsJson: generationConfig?.responseMimeType === 'application/json',
    maxOutputTokens: generationConfig?.maxOutputTokens ?? null,
  };
  return request;
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-goog-api-key'];
  const { key } = z.object({ key: z.string().optional() }).parse(request.query);
  return typeof header === 'string' && header !== '' ? header : key;
}

function keyRefusal({ knobs }: GeminiWorld, key: string | undefined): GeminiFailure | null {
  if (key === undefined) return missingKeyFailure();
  return knobs.validKeys === null || knobs.validKeys.includes(key) ? null : badKeyFailure();
}

function modelRefusal({ knobs }: GeminiWorld, model: string, method: string): GeminiFailure | null {
  const isKnown = knobs.models === null ? /^gemini-/.test(model) : knobs.models.includes(model);
  return isKnown && method === 'generateContent' ? null : unknownModelFailure(model);
}

function quotaRefusal(world: GeminiWorld, key: string, model: string): GeminiFailure | null {
  const { knobs, uses } = world;
  const use = uses.get(key) ?? unusedKey();
  uses.set(key, use);
  const own = knobs.keys[key];
  const rule = {
    requestsPerMinute: own?.requestsPerMinute ?? knobs.requestsPerMinute,
    requestsPerDay: own?.requestsPerDay ?? knobs.requestsPerDay,
  };
  const now = world.clock();
  const span = countUse(use, rule, now);
  if (span === null) return null;
  const limit = span === 'day' ? rule.requestsPerDay : rule.requestsPerMinute;
  const seconds = span === 'day' ? knobs.retryDelaySeconds : secondsUntilRoom(use, now);
  return quotaFailure(span, model, limit ?? 0, seconds);
}

function modeFailure(
  { knobs }: GeminiWorld,
  mode: GeminiMode,
  model: string,
): GeminiFailure | null {
  const failures: Partial<Record<GeminiMode, () => GeminiFailure>> = {
    'quota-minute': () => quotaFailure('minute', model, 20, knobs.retryDelaySeconds),
    'quota-day': () => quotaFailure('day', model, 250, knobs.retryDelaySeconds),
    overloaded: overloadedFailure,
    'bad-key': badKeyFailure,
    forbidden: forbiddenFailure,
    'unknown-model': () => unknownModelFailure(model),
    internal: internalFailure,
  };
  return failures[mode]?.() ?? null;
}
