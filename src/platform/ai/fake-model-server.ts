import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A provider on loopback for tests: real HTTP, answers decided by the test. */
export type FakeRequest = { path: string; key: string; body: unknown; text: string };
export type FakeReply = {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
  delayMs?: number;
};
export type FakeModelServer = AsyncDisposable & { url: string; requests: FakeRequest[] };

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function keyOf(request: IncomingMessage): string {
  const { authorization = '' } = request.headers;
  const header = request.headers['x-goog-api-key'] ?? request.headers['x-api-key'];
  return header === undefined ? authorization.replace('Bearer ', '') : String(header);
}

/** Starts a server; `answer` sees the key, the parsed body and its raw text. */
export async function startFakeModel(
  answer: (request: FakeRequest) => FakeReply,
): Promise<FakeModelServer> {
  const requests: FakeRequest[] = [];
  const stopping = new AbortController();
  const server = createServer(async (request, response) => {
    const text = await readAll(request);
    const seen = { path: request.url ?? '', key: keyOf(request), body: JSON.parse(text), text };
    requests.push(seen);
    const { status = 200, headers = {}, body, delayMs = 0 } = answer(seen);
    await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 };

/** Gemini's success with this text (provider-apis §8). */
export function geminiText(text: string): FakeReply {
  const candidate = { content: { parts: [{ text }], role: 'model' }, finishReason: 'STOP' };
  return { body: { candidates: [candidate], usageMetadata, modelVersion: 'fake-gemini' } };
}

/** HTTP 200 without parts: thinking used up the output budget. */
export function geminiCutShort(): FakeReply {
  const candidate = { content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 };
  return { body: { candidates: [candidate], usageMetadata } };
}

/** A failed answer of Gemini. */
export function geminiError(
  status: number,
  code: string,
  details: readonly unknown[] = [],
): FakeReply {
  const error = { code: status, message: 'Please retry in 3s.', status: code, details };
  return { status, body: { error } };
}

/** 429 with the quota that ran out and the hint the real service gives. */
export function geminiQuota(per: 'Minute' | 'Day', retryDelay: string): FakeReply {
  const quotaId = `GenerateRequestsPer${per}PerProjectPerModel-FreeTier`;
  return geminiError(429, 'RESOURCE_EXHAUSTED', [
    { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId }] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
  ]);
}

/** 400 as Gemini answers a key it does not know. */
export function geminiBadKey(): FakeReply {
  const type = 'type.googleapis.com/google.rpc.ErrorInfo';
  return geminiError(400, 'INVALID_ARGUMENT', [{ '@type': type, reason: 'API_KEY_INVALID' }]);
}
