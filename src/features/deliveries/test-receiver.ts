import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export type Received = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
};

/** Somebody who takes webhooks, on loopback: real HTTP, answers decided by the test. */
export type TestReceiver = AsyncDisposable & { url: string; received: Received[] };

/** Starts one; `answer` is given each request and how many came before it. */
export async function startReceiver(
  answer: (response: ServerResponse, request: Received, count: number) => void,
): Promise<TestReceiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body };
    answer(response, one, received.push(one) - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
