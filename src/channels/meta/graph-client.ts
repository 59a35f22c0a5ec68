import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { type Outgoing, OutgoingError } from '../../platform/outgoing/index.ts';
import {
  fromOutgoing,
  type GraphMethod,
  readAnswer,
  readShape,
  StatedError,
} from './graph-answer.ts';
import type { GraphError } from './graph-error.ts';
import { createHolds } from './holds.ts';
import { createPacer } from './pacer.ts';

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

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const version = options.version ?? DEFAULT_VERSION;
  const root = `${options.baseUrl.replace(/\/+$/, '')}/${version}`;
  const pacer = createPacer(options.callsPerSecond ?? CONVERSATION_CALLS_PER_SECOND);
  const holds = createHolds();

  async function call<T>(
    method: GraphMethod,
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

  async function send(method: GraphMethod, path: string, input: GraphCall): Promise<unknown> {
    const { token, params } = authorize(options, input);
    const query = encodeParams(params);
    const inBody = method === 'POST';
    const secrets = [token, options.appSecret, ...secretParams.map((name) => params[name])];
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

const secretParams = ['appsecret_proof', 'input_token', 'fb_exchange_token', 'code'];

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
function appSecretProof(appSecret: string, token: string): string {
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
