import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
} from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { publicOnly, type Resolve } from './guarded-connector.ts';
import { createOutgoing, type Outgoing, OutgoingError, type OutgoingOptions } from './index.ts';

const running: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const thing of running.splice(0)) await thing.close();
});

async function listen(server: Server | TcpServer, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  running.push({
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener), '127.0.0.1')}`;
}

function outgoing(options: Partial<OutgoingOptions> = {}): Outgoing {
  const made = createOutgoing({ allowOrigins: [], ...options });
  running.unshift(made);
  return made;
}

async function failure(promise: Promise<unknown>): Promise<OutgoingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof OutgoingError) return error;
  throw new Error(`expected an OutgoingError, got ${String(error)}`);
}

/** Spellings of loopback, private and metadata addresses; `PORT` is a real listener on loopback. */
const spellings = [
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.1.:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.1:PORT/',
  'http://0x7F.0x0.0x0.0x1:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.1:PORT/',
  'http://00000177.0.0.01:PORT/',
  'http://127.0.0.2:PORT/',
  'http://127.255.255.254:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://１２７.０.０.１:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[::]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:ffff:7f00:0001]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2001:0:7f00:1::]:PORT/',
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://ｌocalhost:PORT/',
  'http://loc%61lhost:PORT/',
  'http://app.localhost:PORT/',
  'http://app.localhost.:PORT/',
  'http:127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  ' http://127.0.0.1:PORT/',
  'http://127.0.0.1\t:PORT/',
  'http://user@127.0.0.1:PORT/',
  'http://example.com@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT\\@example.com/',
  'http://127.0.0.1:PORT#@example.com/',
  'https://127.0.0.1:PORT/',
  'http://10.0.0.1:PORT/',
  'http://167772161:PORT/',
  'http://172.16.0.1:PORT/',
  'http://192.168.0.1:PORT/',
  'http://192.168.257:PORT/',
  'http://100.64.0.1:PORT/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://0xa9fea9fe/latest/meta-data/',
  'http://0251.0376.0251.0376/',
  'http://[::ffff:169.254.169.254]/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  'http://224.0.0.1/',
  'file:///etc/passwd',
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/',
  'unix:/var/run/docker.sock',
  'javascript:alert(1)',
  '//127.0.0.1:PORT/',
  '127.0.0.1:PORT',
  'http://',
  '',
];

describe('address guard', () => {
  it(`refuses all ${spellings.length} spellings without opening a connection`, async () => {
    let connections = 0;
    const port = await listen(
      createTcpServer((socket) => {
        connections += 1;
        socket.destroy();
      }),
      '127.0.0.1',
    );
    const door = outgoing();
    for (const spelling of spellings) {
      const url = spelling.replaceAll('PORT', String(port));
      const error = await failure(door.request({ method: 'GET', url, timeoutMs: 2_000 }));
      expect(['forbidden_address', 'invalid_url'], spelling).toContain(error.kind);
      expect(error.sentBytes, spelling).toBe(false);
      await expect(door.fetch(url), spelling).rejects.toThrow();
    }
    expect(connections).toBe(0);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '169.254.169.254', '::'])(
    'refuses a name that resolves to %s',
    async (address) => {
      const family = address.includes(':') ? 6 : 4;
      const door = outgoing({ resolve: async () => [{ address, family }] });
      const error = await failure(door.request({ method: 'GET', url: 'http://shop.example/' }));
      expect(error.kind).toBe('forbidden_address');
    },
  );

  it('judges the address the socket gets, so a rebinding name gains nothing', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end('secret');
    });
    const port = await listen(server, '127.0.0.1');
    const answers = ['8.8.8.8', '127.0.0.1'];
    let asked = 0;
    const resolve: Resolve = async () => {
      const address = answers[Math.min(asked++, 1)] ?? '';
      return [{ address, family: 4 }];
    };
    const door = outgoing({ resolve });
    const url = `http://rebind.example:${port}/`;
    // A check of the name beforehand sees a public address …
    expect((await publicOnly(resolve)('rebind.example')).length).toBe(1);
    // … and the connection a moment later would have gone to loopback.
    expect((await failure(door.request({ method: 'GET', url }))).kind).toBe('forbidden_address');
    await expect(door.fetch(url)).rejects.toMatchObject({ kind: 'forbidden_address' });
    expect([asked, requests]).toEqual([3, 0]);
  });

  it('keeps only the public answers of a name that has both', async () => {
    const mixed = [
      { address: '127.0.0.1', family: 4 },
      { address: '8.8.8.8', family: 4 },
      { address: '::1', family: 6 },
    ];
    expect(await publicOnly(async () => mixed)('mixed.example')).toEqual([mixed[1]]);
  });

  it('lets an allowed origin through and no other port or spelling of it', async () => {
    const origin = await serve((_request, response) => response.end('hello'));
    const door = outgoing({ allowOrigins: [origin] });
    const answer = await door.request({ method: 'GET', url: `${origin}/x` });
    expect([answer.status, answer.text()]).toEqual([200, 'hello']);
    const { port } = new URL(origin);
    for (const url of [`http://localhost:${port}/`, `http://127.0.0.1:${Number(port) + 1}/`]) {
      const error = await failure(door.request({ method: 'GET', url }));
      expect(error.kind).toBe('forbidden_address');
    }
  });

  it('names the allowed origin that is not one', () => {
    expect(() => createOutgoing({ allowOrigins: ['127.0.0.1:80'] })).toThrow('127.0.0.1:80');
  });
});

describe('request', () => {
  it('sends method, headers and body and returns status, headers and bytes', async () => {
    const origin = await serve(async (request, response) => {
      const body = (await request.toArray()).join('');
      const seen = {
        method: request.method,
        url: request.url,
        agent: request.headers['user-agent'],
      };
      response.writeHead(418, { 'x-usage': '1' }).end(JSON.stringify({ ...seen, body }));
    });
    const door = outgoing({ allowOrigins: [origin], userAgent: 'Test/1' });
    const answer = await door.request({ method: 'POST', url: `${origin}/a?b=1`, body: 'hi' });
    expect(answer.status).toBe(418);
    expect(answer.headers['x-usage']).toBe('1');
    expect(answer.json()).toEqual({ method: 'POST', url: '/a?b=1', agent: 'Test/1', body: 'hi' });
  });

  it('does not follow redirects, not even to itself', async () => {
    let requests = 0;
    const origin = await serve((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: '/next' }).end();
    });
    const door = outgoing({ allowOrigins: [origin] });
    const error = await failure(door.request({ method: 'GET', url: `${origin}/` }));
    expect([error.kind, error.sentBytes, requests]).toEqual(['redirect', true, 1]);
  });

  it('stops reading at the size limit, announced or not', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 5_000);
      response.write('x'.repeat(2_500));
      response.end('x'.repeat(2_500));
    });
    const door = outgoing({ allowOrigins: [origin] });
    for (const path of ['/announced', '/streamed']) {
      const request = { method: 'GET', url: origin + path, maxBytes: 1_000 } as const;
      expect((await failure(door.request(request))).kind).toBe('too_large');
    }
    const enough = { method: 'GET', url: `${origin}/streamed`, maxBytes: 5_000 } as const;
    expect((await door.request(enough)).bytes.length).toBe(5_000);
    for (const path of ['/announced', '/streamed']) {
      const cut = { method: 'GET', url: origin + path, maxBytes: 1_000, cutAnswer: true } as const;
      const answer = await door.request(cut);
      expect([answer.status, answer.text()]).toEqual([200, 'x'.repeat(1_000)]);
    }
  });

  it('times out on silence and in the middle of a body', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/half') response.write('half');
    });
    const door = outgoing({ allowOrigins: [origin] });
    for (const path of ['/silent', '/half']) {
      const error = await failure(
        door.request({ method: 'POST', url: origin + path, body: '{}', timeoutMs: 100 }),
      );
      expect([error.kind, error.sentBytes]).toEqual(['timeout', true]);
    }
  });

  it('tells a refused connection from one that broke after the request was sent', async () => {
    const origin = await serve((request) => void request.socket.destroy());
    const freed = createTcpServer();
    const port = await listen(freed, '127.0.0.1');
    await running.pop()?.close();
    const closed = `http://127.0.0.1:${port}`;
    const door = outgoing({ allowOrigins: [origin, closed] });
    const broken = await failure(door.request({ method: 'POST', url: `${origin}/`, body: 'x' }));
    expect([broken.kind, broken.sentBytes]).toEqual(['reset', true]);
    const refused = await failure(door.request({ method: 'POST', url: `${closed}/`, body: 'x' }));
    expect([refused.kind, refused.sentBytes]).toEqual(['connect', false]);
  });

  it('keeps path and query out of its errors', async () => {
    const origin = await serve((request) => void request.socket.destroy());
    const door = outgoing({ allowOrigins: [origin] });
    const url = `${origin}/hooks/T0KEN?access_token=S3CRET`;
    const error = await failure(door.request({ method: 'GET', url }));
    expect(JSON.stringify([error, error.message, error.stack, String(error.cause)])).not.toMatch(
      /T0KEN|S3CRET/,
    );
  });

  it('gives the reason of an abort, before and during a request', async () => {
    const origin = await serve(() => {});
    const door = outgoing({ allowOrigins: [origin] });
    const reason = new Error('cancelled by a person');
    const request = { method: 'GET', url: `${origin}/` } as const;
    await expect(door.request({ ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    const controller = new AbortController();
    const pending = door.request({ ...request, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);
    await expect(pending).rejects.toBe(reason);
  });
});

describe('fetch', () => {
  it('behaves as built-in fetch does for an SDK', async () => {
    const origin = await serve(async (request, response) => {
      const body = (await request.toArray()).join('');
      response.writeHead(429, { 'retry-after': '3', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ body, key: request.headers['x-api-key'] }));
    });
    const door = outgoing({ allowOrigins: [origin] });
    const answer = await door.fetch(`${origin}/v1`, {
      method: 'POST',
      headers: { 'X-Api-Key': 'k' },
      body: JSON.stringify({ a: 1 }),
    });
    expect([answer.ok, answer.status, answer.headers.get('retry-after')]).toEqual([
      false,
      429,
      '3',
    ]);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toEqual({ body: '{"a":1}', key: 'k' });
  });

  it('reports a broken connection as the TypeError that SDKs retry', async () => {
    const origin = await serve((request) => void request.socket.destroy());
    const door = outgoing({ allowOrigins: [origin] });
    const error = await door.fetch(origin).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { kind: 'reset' } });
  });

  it('answers without a body where none is allowed', async () => {
    const origin = await serve((_request, response) => response.writeHead(204).end());
    expect((await outgoing({ allowOrigins: [origin] }).fetch(origin)).status).toBe(204);
  });
});
