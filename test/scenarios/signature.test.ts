import { createHmac, randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../support/world.ts';

/** Reliability row 15, against the route itself. */
const mutations = 600;

describe('signed requests to the webhook', () => {
  let world: World;
  const payload = {
    object: 'page',
    entry: [
      {
        id: '104600000000001',
        time: 1_700_000_000_000,
        messaging: [
          {
            sender: { id: '7766554433221100' },
            recipient: { id: '104600000000001' },
            timestamp: 1_700_000_000_000,
            message: { mid: 'm_signed', text: 'Wie viel? äöå / 👍' },
          },
        ],
      },
    ],
  };
  /** As Meta writes it: escapes that printing parsed JSON again would lose. */
  const body = Buffer.from(
    JSON.stringify(payload)
      .replace(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      .replaceAll('/', '\\/'),
  );
  beforeAll(async () => {
    world = await openWorld({ works: false });
  });
  afterAll(() => world.close());

  const sign = (bytes: Buffer, secret = world.sandbox.meta.app.secret) =>
    `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  const post = async (bytes: Buffer, headers: Record<string, string>): Promise<number> => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/webhooks/facebook',
      payload: bytes,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return answer.statusCode;
  };
  const stored = async () => (await world.db.psql('select from webhook_inbox')).length;

  it('are taken with the right signature, whatever the content type says', async () => {
    const header = { 'x-hub-signature-256': sign(body) };
    expect(await post(body, header)).toBe(200);
    for (const type of [
      'application/json; charset=utf-8',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]) {
      expect(await post(body, { ...header, 'content-type': type })).toBe(200);
    }
    expect(await stored()).toBe(4);
    const [row] = await world.db.psql<{ body: string }>('select body from webhook_inbox limit 1');
    expect(row?.body).toBe(body.toString('utf8'));
    await world.db.psql('delete from webhook_inbox');
  });

  it(`are refused after any of ${mutations} changes, and nothing is stored`, async () => {
    const good = sign(body);
    for (let at = 0; at < mutations; at += 1) {
      const [bytes, header] = mutated(at, body, good);
      const status = await post(bytes, header === null ? {} : { 'x-hub-signature-256': header });
      expect(status, `mutation ${at}: ${header}`).toBe(403);
    }
    expect(await stored()).toBe(0);
  });

  it('are refused when signed with another secret, as printed again, or signed the old way', async () => {
    const printed = Buffer.from(JSON.stringify(payload));
    expect(await post(body, { 'x-hub-signature-256': sign(body, 'another secret') })).toBe(403);
    expect(await post(body, { 'x-hub-signature-256': sign(body, '') })).toBe(403);
    expect(await post(printed, { 'x-hub-signature-256': sign(body) })).toBe(403);
    const old = createHmac('sha1', world.sandbox.meta.app.secret).update(body).digest('hex');
    expect(await post(body, { 'x-hub-signature': `sha1=${old}` })).toBe(403);
    expect(await post(Buffer.alloc(0), {})).toBe(403);
    expect(await stored()).toBe(0);
  });

  it('prove the address only with the verify token', async () => {
    const ask = (query: string) => world.app.inject(`/api/webhooks/facebook?${query}`);
    const right = 'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a-verify-token';
    const answer = await ask(right);
    expect([answer.statusCode, answer.body]).toEqual([200, '1158201444']);
    expect((await ask(right.replace('a-verify', 'b-verify'))).statusCode).toBe(403);
    expect((await ask(right.replace('subscribe', 'unsubscribe'))).statusCode).toBe(403);
    expect((await ask('')).statusCode).toBe(403);
  });

  /** A changed body under the good signature, or the good body under a changed one. */
  function mutated(at: number, bytes: Buffer, header: string): [Buffer, string | null] {
    const copy = Buffer.from(bytes);
    const where = randomInt(copy.length);
    switch (at % 6) {
      case 0:
        copy[where] = (copy[where] ?? 0) ^ (1 << randomInt(8));
        return [copy, header];
      case 1:
        return [Buffer.concat([copy.subarray(0, where), copy.subarray(where + 1)]), header];
      case 2: {
        const added = Buffer.from(' \n\t\r'[at % 4] ?? ' ');
        return [Buffer.concat([copy.subarray(0, where), added, copy.subarray(where)]), header];
      }
      case 3: {
        const place = 7 + randomInt(64);
        const digit = (Number.parseInt(header[place] ?? '0', 16) ^ (1 + randomInt(15))).toString(
          16,
        );
        return [copy, header.slice(0, place) + digit + header.slice(place + 1)];
      }
      case 4:
        return [copy, header.slice(0, randomInt(header.length))];
      default: {
        const forms = [
          header.toUpperCase(),
          header.replace('sha256=', ''),
          header.replace('sha256', 'sha1'),
          `${header}0`,
          `${header},${header}`,
          ` sha256 =${header.slice(7)}`,
          `sha256=${'0'.repeat(64)}`,
          null,
        ];
        return [copy, forms[Math.floor(at / 6) % forms.length] ?? null];
      }
    }
  }
});
