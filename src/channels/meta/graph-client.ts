import { createHmac } from 'node:crypto';
import { z } from 'zod';
import {
  type Outgoing,
  OutgoingError,
  type OutgoingResponse,
} from '../../platform/outgoing/index.ts';
import { brokenAnswer, GraphError } from './graph-error.ts';
import { classifyGraphError } from './graph-errors.rules.ts';
import { createHolds } from './holds.ts';
import { createPacer } from './pacer.ts';
import { scrub } from './scrub.rules.ts';
import { readUsage, type Usage } from './usage-headers.rules.ts';

/** The Conversations API's quota a Page or Instagram account (provider-apis.md §0.1). */
const CONVERSATION_CALLS_PER_SECOND = 2;
const DEFAULT_VERSION = 'v23.0';

export type GraphParams = Readonly<Record<string, string | number | boolean | object | undefined>>;

export type GraphCall = {
  /** Sent in the Authorization header, with its proof. Left out when `credentials` are used. */
  token?: string;
  /** `app_token`: act as the app itself. `client_secret`: OAuth exchanges, which take no token. */
  credentials?: 'app_token' | 'client_secret';
  params?: GraphParams;
  /** The Page or Instagram account that the call counts for; holds apply to it. */
  accountId?: string;
  /** Quota that the call is paced under; calls without one are not paced. */
  lane?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
};

/** The Graph API. Keeps no token; every method throws GraphError, or the signal's reason. */
export type GraphClient = {
  readonly appId: string;
  readonly version: string;
  get<T>(path: string, shape: z.ZodType<T>, call: GraphCall): Promise<T>;
  post<T>(path: string, shape: z.ZodType<T>, call: GraphCall): Promise<T>;
  delete<T>(path: string, shape: z.ZodType<T>, call: GraphCall): Promise<T>;
};

export type GraphClientOptions = {
  outgoing: Outgoing;
  /** `https://graph.facebook.com`, or the sandbox's `http://127.0.0.1:PORT/graph`. */
  baseUrl: string;
  /** `v23.0` when left out. */
  version?: string;
  appId: string;
  appSecret: string;
  /** Pace of a lane; 2 when left out. */
  callsPerSecond?: number;
};

type Method = 'GET' | 'POST' | 'DELETE';

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const version = options.version ?? DEFAULT_VERSION;
  const root = `${options.baseUrl.replace(/\/+$/, '')}/${version}`;
  const pacer = createPacer(options.callsPerSecond ?? CONVERSATION_CALLS_PER_SECOND);
  const holds = createHolds();

  async function call<T>(
    method: Method,
    path: string,
    shape: z.ZodType<T>,
    input: GraphCall,
  ): Promise<T> {
    const keys = holdKeys(input);
    await holds.waitFor(Object.values(keys), input.signal);
    if (input.lane !== undefined) {
      await pacer.take(input.lane, input.signal);
      await holds.waitFor(Object.values(keys), input.signal);
    }
    try {
      const body = await send(method, path, input);
      if (input.lane !== undefined) pacer.passed(input.lane);
      for (const key of Object.values(keys)) holds.release(key);
      return readShape(shape, body, method);
    } catch (error) {
      throw error instanceof StatedError ? settle(error, keys, input.lane) : error;
    }
  }

  async function send(method: Method, path: string, input: GraphCall): Promise<unknown> {
    const { token, params } = authorize(options, input);
    const query = encodeParams(params);
    const inBody = method === 'POST';
    const secrets = [token, options.appSecret, params['appsecret_proof']];
    const answer = await options.outgoing
      .request({
        method,
        url: inBody || query === '' ? `${root}${path}` : `${root}${path}?${query}`,
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(inBody ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(inBody ? { body: query } : {}),
        ...(input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      })
      .catch((error: unknown) => {
        throw error instanceof OutgoingError ? fromOutgoing(error, method) : error;
      });
    return readAnswer(answer, method, secrets);
  }

  function settle(stated: StatedError, keys: HoldKeys, lane: string | undefined): GraphError {
    const { error, waitIsStated } = stated;
    const key = error.scope === null ? undefined : keys[error.scope];
    if (error.kind !== 'wait' || key === undefined) return error;
    if (lane !== undefined && error.scope === 'page') pacer.tripped(lane);
    return holds.hold(key, error, waitIsStated);
  }

  return {
    appId: options.appId,
    version,
    get: (path, shape, input) => call('GET', path, shape, input),
    post: (path, shape, input) => call('POST', path, shape, input),
    delete: (path, shape, input) => call('DELETE', path, shape, input),
  };
}

/** A path of ids and edges: `graphPath('t_1', 'messages')` → `/t_1/messages`. */
export function graphPath(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

type HoldKeys = { app: string; page?: string; token?: string };

function holdKeys({ accountId, lane }: GraphCall): HoldKeys {
  if (accountId === undefined) return { app: 'app' };
  return { app: 'app', page: `page ${lane ?? accountId}`, token: `token ${accountId}` };
}

function authorize(
  { appId, appSecret }: GraphClientOptions,
  { token, credentials, params = {} }: GraphCall,
): { token: string | undefined; params: GraphParams } {
  if (credentials === 'client_secret') {
    return { token: undefined, params: { ...params, client_id: appId, client_secret: appSecret } };
  }
  const used = credentials === 'app_token' ? `${appId}|${appSecret}` : token;
  if (used === undefined) throw new Error('A Graph call needs a token or credentials.');
  return { token: used, params: { ...params, appsecret_proof: appSecretProof(appSecret, used) } };
}

/** Proof that the caller of this token holds the app secret (provider-apis.md §2.4). */
export function appSecretProof(appSecret: string, token: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}

function encodeParams(params: GraphParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return query.toString();
}

const Code = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

const Envelope = z.object({
  error: z.object({
    code: Code,
    error_subcode: Code.nullable().catch(null),
    is_transient: z.boolean().catch(false),
    message: z.string().catch(''),
    fbtrace_id: z.string().nullable().catch(null),
  }),
});

/** An error in Graph's own form, before holds decide how long its wait really is. */
class StatedError extends Error {
  readonly error: GraphError;
  readonly waitIsStated: boolean;
  constructor(error: GraphError, waitIsStated: boolean) {
    super(error.message);
    this.error = error;
    this.waitIsStated = waitIsStated;
  }
}

function readAnswer(
  answer: OutgoingResponse,
  method: Method,
  secrets: readonly unknown[],
): unknown {
  const body = readJson(answer);
  const envelope = Envelope.safeParse(body);
  if (envelope.success) {
    throw statedError(envelope.data.error, readUsage(answer.headers), secrets);
  }
  if (body !== undefined && answer.status < 400) return body;
  throw brokenAnswer(`Graph gave no readable answer (HTTP ${answer.status}).`, {
    outcomeUnknown: method !== 'GET',
  });
}

function readJson(answer: OutgoingResponse): unknown {
  try {
    return answer.json();
  } catch {
    return undefined;
  }
}

function statedError(
  found: z.infer<typeof Envelope>['error'],
  usage: Usage,
  secrets: readonly unknown[],
): StatedError {
  const { code, error_subcode: subcode, is_transient: isTransient } = found;
  const { waitIsStated, ...rules } = classifyGraphError({ code, subcode, isTransient }, usage);
  const name = subcode === null ? `${code}` : `${code}/${subcode}`;
  const error = new GraphError({
    ...rules,
    code,
    subcode,
    outcomeUnknown: false,
    fbtraceId: found.fbtrace_id,
    message: `Graph error ${name}: ${scrub(found.message, secrets)}`,
  });
  return new StatedError(error, waitIsStated);
}

function fromOutgoing(error: OutgoingError, method: Method): GraphError {
  const isConfig = ['forbidden_address', 'invalid_url', 'redirect'].includes(error.kind);
  return brokenAnswer(error.message, {
    ...(isConfig ? { kind: 'config', waitMs: 0 } : {}),
    mayBeTooMuch: error.kind === 'too_large' || error.kind === 'timeout',
    outcomeUnknown: method !== 'GET' && error.sentBytes,
  });
}

function readShape<T>(shape: z.ZodType<T>, body: unknown, method: Method): T {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.join('.') ?? '';
  throw brokenAnswer(`Graph's answer has an unexpected form at "${path}".`, {
    outcomeUnknown: method !== 'GET',
  });
}
