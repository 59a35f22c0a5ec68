import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    sign(Buffer.from('')),
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
