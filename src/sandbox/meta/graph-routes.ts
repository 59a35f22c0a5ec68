import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallLog } from './call-log.ts';
import { callParams } from './call-params.ts';
import { platformOf } from './endpoints/conversations.ts';
import { dueFault, type FaultCounts, faultError } from './faults.ts';
import type { GraphCall } from './graph-call.ts';
import type { GraphEndpoint } from './graph-endpoints.ts';
import { graphEndpoints } from './graph-endpoints.ts';
import { errorAnswer, GraphError } from './graph-errors.ts';
import { countCall, type LimitedCall, type Limits, usageHeaders } from './limits.ts';
import { checkedToken, checkProof, expiredError, revokeTokens } from './tokens.ts';
import type { Outbox } from './webhooks/outbox.ts';
import type { MetaWorld } from './world.ts';

export type GraphContext = {
  world: MetaWorld;
  limits: Limits;
  faultCounts: FaultCounts;
  outbox: Outbox;
  log: CallLog;
};

/** Registers the Graph API below `/graph`; versions were cut off before routing. */
export function registerGraphRoutes(server: FastifyInstance, context: GraphContext): void {
  for (const endpoint of graphEndpoints) {
    server.route<{ Params: { id?: string } }>({
      method: endpoint.method,
      url: `/graph${endpoint.path}`,
      handler: (request, reply) => answer(context, endpoint, request, reply, request.params.id),
    });
  }
}

type Answer = {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  code: number | null;
};

async function answer(
  context: GraphContext,
  endpoint: GraphEndpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  rawId = '',
): Promise<unknown> {
  const startedAt = performance.now();
  const { world } = context;
  const call = callFrom(world, request);
  if (world.knobs.latencyMs > 0) await sleep(world.knobs.latencyMs);
  const subject = subjectOf(world, call, rawId);
  const fault = dueFault(world.knobs.faults, context.faultCounts, {
    path: call.path,
    method: call.method,
    pageId: subject?.pageId ?? null,
    conversationId: subject?.conversationId ?? null,
  });
  const reset = fault && 'reset' in fault ? fault.reset : null;
  const answered =
    reset === 'before' ? null : await work(context, endpoint, call, rawId, subject, fault);
  context.log.add({
    at: world.clock().toISOString(),
    method: call.method,
    path: call.path,
    pageId: subject?.pageId ?? null,
    status: reset === null ? (answered?.status ?? null) : null,
    code: answered?.code ?? null,
    ms: performance.now() - startedAt,
  });
  if (answered === null || reset !== null) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  return reply.code(answered.status).headers(answered.headers).send(answered.body);
}

type Subject = LimitedCall & { conversationId: string | null };

async function work(
  context: GraphContext,
  endpoint: GraphEndpoint,
  openCall: GraphCall,
  rawId: string,
  subject: Subject | null,
  fault: ReturnType<typeof dueFault>,
): Promise<Answer> {
  const { world, limits } = context;
  let pageId: string | null = null;
  try {
    const call = authenticated(world, openCall);
    pageId = call.token?.pageId ?? null;
    if (fault && !('reset' in fault)) throw faultError(fault);
    if (endpoint.isLimited && subject && pageId !== null) {
      countCall(limits, world.knobs, subject, world.clock(), performance.now());
    }
    const id = rawId === 'me' && pageId !== null ? pageId : rawId;
    const body = await endpoint.handle(call, id, context.outbox);
    return { status: 200, headers: usageHeaders(limits, world.knobs, pageId, 0), body, code: null };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { random, knobs } = world;
    const { status, headers, body } = errorAnswer(error, { ...knobs, random });
    const { regainMinutes = 0, code } = error.details;
    const usage = usageHeaders(limits, knobs, pageId, regainMinutes);
    return { status, headers: { ...headers, ...usage }, body, code };
  }
}

function callFrom(world: MetaWorld, request: FastifyRequest): GraphCall {
  const version = /^\/graph\/(v\d+\.\d+)\//.exec(request.originalUrl)?.[1] ?? '';
  const path = request.url.slice('/graph'.length).split('?')[0] ?? '';
  const params = callParams(request);
  return {
    world,
    method: request.method,
    version,
    path,
    params,
    token: null,
    nested: { items: 0 },
  };
}

/** The call with its token checked; calls without a token stay without. */
function authenticated(world: MetaWorld, call: GraphCall): GraphCall {
  const value = call.params['access_token'];
  if (value === undefined) return call;
  const now = world.clock();
  const token = checkedToken(world.tokens, world.app, value, now);
  const isProofRequired = world.knobs.requireProof && token.kind !== 'app';
  checkProof(world.app, value, call.params['appsecret_proof'], isProofRequired);
  if (token.kind === 'page' && world.knobs.pageTokenCalls !== null) {
    if (world.knobs.pageTokenCalls === 0) {
      for (const page of world.pages.keys()) revokeTokens(world.tokens, 463, page);
      world.knobs.pageTokenCalls = null;
      throw expiredError(now, now);
    }
    world.knobs.pageTokenCalls -= 1;
  }
  return { ...call, token };
}

/** The Page, platform and conversation that a call is about; null when it is about none. */
function subjectOf(world: MetaWorld, call: GraphCall, id: string): Subject | null {
  const conversation = world.conversations.get(id) ?? world.messageHomes.get(id);
  if (conversation) {
    const { pageId, platform } = conversation;
    return { pageId, platform, conversationId: conversation.id };
  }
  if (!world.pages.has(id)) return null;
  const isKnown = /^(messenger|instagram)$/i.test(call.params['platform'] ?? '');
  const platform = isKnown ? platformOf(call.params['platform']) : 'messenger';
  return { pageId: id, platform, conversationId: null };
}
