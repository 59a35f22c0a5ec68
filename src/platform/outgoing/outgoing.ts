import { lookup } from 'node:dns/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent } from 'undici';
import { exchange } from './exchange.ts';
import { guardedConnector, type Resolve } from './guarded-connector.ts';
import { OutgoingError } from './outgoing-error.ts';
import { readOrigins, readOutgoingUrl } from './outgoing-url.rules.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
/** Model calls may think for long; SDKs bring their own, shorter, abort signals. */
const FETCH_TIMEOUT_MS = 120_000;

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

export type OutgoingRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything from connecting to the last byte; 30 s when left out. */
  timeoutMs?: number;
  /** Largest answer that is read; 10 MB when left out. */
  maxBytes?: number;
  /** True: of a larger answer the first `maxBytes` are given, instead of an error. */
  cutAnswer?: boolean;
  signal?: AbortSignal;
};

export type OutgoingResponse = {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text(): string;
  /** @throws SyntaxError when the body is not JSON */
  json(): unknown;
};

export type Outgoing = {
  /**
   * Sends one request and reads the whole answer; any status but a redirect is an answer.
   * @throws OutgoingError, or the signal's reason when the caller aborts
   */
  request(request: OutgoingRequest): Promise<OutgoingResponse>;
  /**
   * The same door in the shape SDKs take. Answers are read whole before they are handed over, so
   * they do not stream.
   */
  fetch: typeof globalThis.fetch;
  /** Ends idle connections and waits for running requests. */
  close(): Promise<void>;
};

export type OutgoingOptions = {
  /** Origins that may lead anywhere, e.g. `['http://127.0.0.1:4010']` for the sandbox. */
  allowOrigins: readonly string[];
  userAgent?: string;
  /** How names are resolved; the system's resolver when left out. */
  resolve?: Resolve;
};

/** The only way out: every call to another server goes through here, under the address guard. */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const allowed = readOrigins(options.allowOrigins);
  const resolve = options.resolve ?? ((hostname) => lookup(hostname, { all: true }));
  const agent = new Agent({
    connect: guardedConnector(allowed, resolve),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const userAgent = options.userAgent ?? 'Switchyard';

  async function request(input: OutgoingRequest): Promise<OutgoingResponse> {
    const url = readOutgoingUrl(input.url, allowed);
    const answer = await exchange(
      agent,
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: input.method,
        headers: { 'user-agent': userAgent, ...input.headers },
        body: input.body ?? null,
      },
      {
        origin: url.origin,
        timeoutMs: input.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        maxBytes: input.maxBytes ?? DEFAULT_MAX_BYTES,
        cut: input.cutAnswer ?? false,
        signal: input.signal,
      },
    );
    if (redirectStatuses.has(answer.status)) throw redirected(url.origin);
    return {
      ...answer,
      text: () => answer.bytes.toString('utf8'),
      json: () => JSON.parse(answer.bytes.toString('utf8')),
    };
  }

  return { request, fetch: asFetch(request), close: () => agent.close() };
}

function redirected(origin: string): OutgoingError {
  const message = `${origin} answered with a redirect; redirects are not followed, use the final address.`;
  return new OutgoingError('redirect', message, true);
}

function asFetch(request: Outgoing['request']): typeof globalThis.fetch {
  return async (input, init) => {
    const wanted = new Request(input, init);
    const body = wanted.body === null ? {} : { body: new Uint8Array(await wanted.arrayBuffer()) };
    try {
      const answer = await request({
        method: readMethod(wanted.method),
        url: wanted.url,
        headers: Object.fromEntries(wanted.headers),
        timeoutMs: FETCH_TIMEOUT_MS,
        signal: wanted.signal,
        ...body,
      });
      return asResponse(answer);
    } catch (error) {
      throw asFetchError(error);
    }
  };
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

function readMethod(method: string): OutgoingRequest['method'] {
  const known = methods.find((name) => name === method);
  if (known === undefined) throw new TypeError(`Method ${method} is not supported.`);
  return known;
}

function asResponse(answer: OutgoingResponse): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const part of [value ?? []].flat()) headers.append(name, part);
  }
  // The constructor refuses a body, even an empty one, with these statuses.
  const empty = [204, 205, 304].includes(answer.status);
  const body = empty ? null : new Uint8Array(answer.bytes);
  return new Response(body, { status: answer.status, headers });
}

/** SDKs retry what built-in fetch reports as `TypeError: fetch failed`, and nothing else. */
function asFetchError(error: unknown): unknown {
  const passing = error instanceof OutgoingError && passingKinds.has(error.kind);
  return passing ? new TypeError('fetch failed', { cause: error }) : error;
}

const passingKinds: ReadonlySet<string> = new Set(['timeout', 'connect', 'reset']);
