import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerVerification, verifyWebhookSignature } from './webhook-signature.ts';

const appSecret = 'an-app-secret-of-some-length';
// As Meta writes it: non-ASCII as lower-case \u, slashes escaped.
const rawBody = Buffer.from(
  '{"object":"page","entry":[{"id":"104600000000001","time":1458692752478,"messaging":[{"sender":{"id":"8412509388956661"},"recipient":{"id":"104600000000001"},"timestamp":1458692752478,"message":{"mid":"m_1","text":"\\u00e4\\u00f6\\u00e5 https:\\/\\/shop.example\\/a"}}]}]}',
);
const sign = (body: Uint8Array, secret = appSecret) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const header = sign(rawBody);
const verify = (body: Uint8Array, given: string | string[] | undefined) =>
  verifyWebhookSignature({ rawBody: body, header: given, appSecret });

type Mutant = { body: Buffer; header: string | string[] | undefined };
const index = (length: number) => fc.nat(length - 1);
const bodyMutants: fc.Arbitrary<Buffer> = fc.oneof(
  fc.tuple(index(rawBody.length), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
    const body = Buffer.from(rawBody);
    body[at] = (body[at] ?? 0) ^ bits;
    return body;
  }),
  index(rawBody.length).map((at) =>
    Buffer.concat([rawBody.subarray(0, at), rawBody.subarray(at + 1)]),
  ),
  fc
    .tuple(fc.nat(rawBody.length), fc.uint8Array({ minLength: 1, maxLength: 4 }))
    .map(([at, extra]) => Buffer.concat([rawBody.subarray(0, at), extra, rawBody.subarray(at)])),
  index(rawBody.length).map((length) => rawBody.subarray(0, length)),
  fc.constant(Buffer.from(JSON.stringify(JSON.parse(rawBody.toString())))),
  fc.constant(Buffer.concat([rawBody, rawBody])),
);
const hex = header.slice('sha256='.length);
const headerMutants: fc.Arbitrary<string | string[] | undefined> = fc.oneof(
  fc.tuple(index(64), fc.integer({ min: 1, max: 15 })).map(([at, bits]) => {
    const digit = (Number.parseInt(hex.charAt(at), 16) ^ bits).toString(16);
    return `sha256=${hex.slice(0, at)}${digit}${hex.slice(at + 1)}`;
  }),
  index(header.length).map((length) => header.slice(0, length)),
  fc.string({ minLength: 1, maxLength: 4 }).map((extra) => header + extra),
  fc.string({ minLength: 1, maxLength: 4 }).map((extra) => extra + header),
  fc.string(),
  fc.constantFrom(
    undefined,
    '',
    'sha256=',
    hex,
    `sha1=${hex}`,
    `sha512=${hex}`,
    `sha256=${Buffer.from(hex, 'hex').toString('base64')}`,
    `${header}, ${header}`,
    `${header}\n${header}`,
    `sha256=${'0'.repeat(64)}, ${header}`,
    [header, header],
    sign(rawBody, `${appSecret}x`),
    sign(rawBody, ''),
    sign(Buffer.from('another body')),
  ),
);
const mutants: fc.Arbitrary<Mutant> = fc
  .oneof(
    bodyMutants.map((body) => ({ body, header })),
    headerMutants.map((given) => ({ body: rawBody, header: given })),
    fc.record({ body: bodyMutants, header: headerMutants }),
  )
  .filter((mutant) => mutant.header !== header || !mutant.body.equals(rawBody));

describe('verifyWebhookSignature', () => {
  it('accepts none of 3,000 mutations of a signed request', () => {
    let tried = 0;
    fc.assert(
      fc.property(mutants, (mutant) => {
        tried += 1;
        expect(verify(mutant.body, mutant.header)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
    expect(tried).toBe(3_000);
  });

  it('accepts every body as it was signed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (body) => {
        expect(verify(body, sign(body))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(verify(rawBody, header)).toBe(true);
  });

  it('accepts nothing while no app secret is set', () => {
    const given = sign(rawBody, '');
    expect(verifyWebhookSignature({ rawBody, header: given, appSecret: '' })).toBe(false);
  });
});

describe('a signed request over HTTP', () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const given = request.headers['x-hub-signature-256'];
      response.writeHead(verify(body, given) ? 200 : 403, { connection: 'close' }).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  /** Sends header lines and body as they are; gives the status. */
  async function send(lines: readonly string[], body: Uint8Array): Promise<number> {
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /hook HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(body);
    const answer = Buffer.concat(await socket.toArray()).toString();
    return Number(answer.slice('HTTP/1.1 '.length).slice(0, 3));
  }
  const lines = [
    'Host: crm.example',
    'Content-Type: application/json',
    'User-Agent: facebookexternalua',
    `Content-Length: ${rawBody.length}`,
    'Accept: */*',
  ];

  it('stays good with headers in any order and letter case, or sent in chunks', async () => {
    const chunked = Buffer.from(`${rawBody.length.toString(16)}\r\n${rawBody}\r\n0\r\n\r\n`);
    const unsized = lines.filter((line) => !line.startsWith('Content-Length'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('X-Hub-Signature-256', 'x-hub-signature-256', 'X-HUB-SIGNATURE-256'),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        async (name, isChunked, order) => {
          const sized = isChunked ? [...unsized, 'Transfer-Encoding: chunked'] : lines;
          const shuffled = [...sized, `${name}: ${header}`]
            .map((line) => ({ line, rank: order.next().value ?? 0 }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ line }) => line);
          expect(await send(shuffled, isChunked ? chunked : rawBody)).toBe(200);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is bad with the signature missing, twice, or under another name', async () => {
    const other = `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`;
    const right = `X-Hub-Signature-256: ${header}`;
    for (const given of [[], [right, right], [right, other], [other, right], [other]]) {
      expect(await send([...lines, ...given], rawBody)).toBe(403);
    }
    expect(await send([...lines, `X-Hub-Signature: ${header}`], rawBody)).toBe(403);
  });
});

describe('answerVerification', () => {
  const query = {
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': 'right',
  };
  it('gives the challenge back for the right token only', () => {
    expect(answerVerification(query, 'right')).toBe('1158201444');
    expect(answerVerification(query, 'wrong')).toBeNull();
    expect(answerVerification({ ...query, 'hub.verify_token': '' }, '')).toBeNull();
    expect(answerVerification({ ...query, 'hub.mode': 'unsubscribe' }, 'right')).toBeNull();
    expect(answerVerification({ ...query, 'hub.challenge': ['1', '2'] }, 'right')).toBeNull();
    expect(answerVerification({}, 'right')).toBeNull();
  });
});
