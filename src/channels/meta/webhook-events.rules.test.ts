import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from './webhook-event.ts';
import { parseWebhook } from './webhook-events.rules.ts';

const page = '104600000000001';
const person = '8412509388956661';
const time = 1_700_000_000_000;

function events(object: string, id: unknown, ...messaging: unknown[]): WebhookEvent[] {
  return parseWebhook(JSON.stringify({ object, entry: [{ id, time, messaging }] })) ?? [];
}
const fromPerson = { sender: { id: person }, recipient: { id: page }, timestamp: time };
const fromPage = { sender: { id: page }, recipient: { id: person }, timestamp: time };
const only = (...item: Parameters<typeof events>): WebhookEvent | undefined => events(...item)[0];

describe('parseWebhook on Messenger', () => {
  it('reads a message', () => {
    const message = {
      mid: 'm_1',
      text: 'hello',
      quick_reply: { payload: 'YES' },
      reply_to: { mid: 'm_0' },
      attachments: [{ type: 'image', payload: { url: 'https://cdn.example/a.jpg' } }],
    };
    expect(only('page', page, { ...fromPerson, message })).toEqual({
      kind: 'message',
      platform: 'messenger',
      accountId: page,
      customerId: person,
      at: new Date(time),
      dedupeKey: `messenger:${page}:message:["m_1"]`,
      messageId: 'm_1',
      text: 'hello',
      attachments: [
        { type: 'image', url: 'https://cdn.example/a.jpg', name: null, mimeType: null, size: null },
      ],
      replyTo: 'm_0',
      isUnsupported: false,
      quickReplyPayload: 'YES',
    });
  });

  it('counts a sticker once that comes as image and sticker', () => {
    const payload = { url: 'https://cdn.example/s.png', sticker_id: 369239263222822 };
    const attachments = [
      { type: 'image', payload },
      { type: 'sticker', payload },
    ];
    const event = only('page', page, { ...fromPerson, message: { mid: 'm_1', attachments } });
    expect(event).toMatchObject({ attachments: [{ type: 'sticker' }] });
    const alone = { mid: 'm_2', attachments: [{ type: 'image', payload }] };
    expect(only('page', page, { ...fromPerson, message: alone })).toMatchObject({
      attachments: [{ type: 'sticker' }],
    });
  });

  it('reads an echo as sent to the person', () => {
    const message = {
      mid: 'm_2',
      is_echo: true,
      app_id: 26390203743090,
      metadata: 'k',
      text: 'hi',
    };
    expect(only('page', page, { ...fromPage, message })).toMatchObject({
      kind: 'echo',
      customerId: person,
      appId: '26390203743090',
      metadata: 'k',
    });
  });

  it('reads deliveries (also without ids and time), reads, postbacks, reactions, unsends', () => {
    const found = events(
      'page',
      page,
      { sender: { id: person }, recipient: { id: page }, delivery: { watermark: time } },
      { ...fromPerson, delivery: { mids: ['m_1'], watermark: time } },
      { ...fromPerson, read: { watermark: time } },
      { ...fromPerson, postback: { mid: 'm_3', title: 'Go', payload: 'GO' } },
      { ...fromPerson, reaction: { mid: 'm_1', action: 'react', emoji: '❤️', reaction: 'love' } },
      { ...fromPerson, message: { mid: 'm_1', is_deleted: true } },
      { ...fromPerson, message_edit: { mid: 'm_1', text: 'new', num_edit: '2' } },
    );
    expect(found).toMatchObject([
      { kind: 'delivery', messageIds: [], watermark: new Date(time), at: null },
      { kind: 'delivery', messageIds: ['m_1'] },
      { kind: 'read', messageId: null, watermark: new Date(time) },
      { kind: 'postback', messageId: 'm_3', title: 'Go', payload: 'GO' },
      { kind: 'reaction', messageId: 'm_1', action: 'react', emoji: '❤️', reaction: 'love' },
      { kind: 'unsend', messageId: 'm_1' },
      { kind: 'edit', messageId: 'm_1', text: 'new', editCount: 2 },
    ]);
  });

  it('lists what it leaves alone by its name', () => {
    const message = { mid: 'm_9', text: 'not ours' };
    const body = {
      object: 'page',
      entry: [
        { id: page, messaging: [{ ...fromPerson, referral: { ref: 'ad' } }, { ...fromPerson }, 7] },
        { id: page, standby: [{ ...fromPerson, message }] },
      ],
    };
    const found = parseWebhook(JSON.stringify(body));
    expect(found?.map((event) => [event.kind, event.kind === 'ignored' && event.what])).toEqual([
      ['ignored', 'referral'],
      ['ignored', 'empty'],
      ['ignored', 'unreadable'],
      ['ignored', 'standby'],
    ]);
  });
});

describe('parseWebhook on Instagram', () => {
  const account = '17841400000000001';
  it('takes num_edit 0 for a message to be fetched, with or without a sender', () => {
    const edit = { mid: 'aWdf1', num_edit: 0 };
    expect(only('instagram', account, { timestamp: time, message_edit: edit })).toMatchObject({
      kind: 'refetch',
      platform: 'instagram',
      messageId: 'aWdf1',
      customerId: null,
    });
  });

  it('reads the form of the dashboard test, with seconds as text', () => {
    const value = {
      sender: { id: '12334' },
      recipient: { id: '23245' },
      timestamp: '1527459824',
      message: { mid: 'random_mid', text: 'random_text' },
    };
    const body = {
      object: 'instagram',
      entry: [{ id: '0', changes: [{ field: 'messages', value }] }],
    };
    expect(parseWebhook(JSON.stringify(body))).toMatchObject([
      { kind: 'message', messageId: 'random_mid', at: new Date(1_527_459_824_000) },
    ]);
  });

  it('names a change of another kind by its field', () => {
    const changes = [{ field: 'comments', value: { text: 'nice' } }, { field: 'live' }];
    const body = { object: 'instagram', entry: [{ id: account, changes }] };
    expect(parseWebhook(JSON.stringify(body))).toMatchObject([
      { kind: 'ignored', what: 'comments' },
      { kind: 'ignored', what: 'live' },
    ]);
  });

  it('reads seen receipts by message and reactions taken back', () => {
    const found = events(
      'instagram',
      account,
      { ...fromPerson, read: { mid: 'aWdf1' } },
      { ...fromPerson, reaction: { mid: 'aWdf1', action: 'unreact' } },
    );
    expect(found).toMatchObject([
      { kind: 'read', messageId: 'aWdf1', watermark: null },
      { kind: 'reaction', action: 'unreact', emoji: null },
    ]);
  });

  it('keeps numeric ids of 18 digits exact', () => {
    const body = `{"object":"instagram","entry":[{"id":178414000000000019,"messaging":[{"sender":{"id":912345678901234567},"recipient":{"id":178414000000000019},"timestamp":${time},"message":{"mid":"aWdf1","text":"912345678901234567 1.5"}}]}]}`;
    expect(parseWebhook(body)).toMatchObject([
      {
        accountId: '178414000000000019',
        customerId: '912345678901234567',
        text: '912345678901234567 1.5',
        at: new Date(time),
      },
    ]);
  });
});

describe('dedupe keys', () => {
  const reaction = { mid: 'm_1', action: 'react', emoji: '❤️' };
  it('differ when a reaction is given again later', () => {
    const [first, again, resent] = events(
      'page',
      page,
      { ...fromPerson, reaction },
      { ...fromPerson, timestamp: time + 9, reaction },
      { ...fromPerson, reaction },
    );
    expect(first?.dedupeKey).toBe(resent?.dedupeKey);
    expect(first?.dedupeKey).not.toBe(again?.dedupeKey);
  });

  it('are the same for the same item in another batch, different for other items, and short', () => {
    const mid = fc.string({ minLength: 1, maxLength: 300 });
    const item = fc.oneof(
      mid.map((id) => ({ ...fromPerson, message: { mid: id } })),
      mid.map((id) => ({ ...fromPage, message: { mid: id, is_echo: true } })),
      mid.map((id) => ({ ...fromPerson, message: { mid: id, is_deleted: true } })),
      fc.tuple(mid, fc.integer({ min: 1, max: 5 })).map(([id, num]) => ({
        ...fromPerson,
        message_edit: { mid: id, text: 'x', num_edit: num },
      })),
      fc.array(mid).map((mids) => ({ ...fromPerson, delivery: { mids, watermark: time } })),
      fc
        .integer({ min: 1, max: time })
        .map((watermark) => ({ ...fromPerson, read: { watermark } })),
    );
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: (entry) => JSON.stringify(entry) }), (items) => {
        const together = events('page', page, ...items).map((event) => event.dedupeKey);
        const apart = items.flatMap((one) => events('page', page, one)).map((e) => e.dedupeKey);
        expect(apart).toEqual(together);
        expect(new Set(together).size).toBe(items.length);
        for (const key of together) expect(key.length).toBeLessThanOrEqual(320);
      }),
    );
  });
});

describe('parseWebhook on anything', () => {
  it('answers null for what is no webhook body', () => {
    for (const body of [
      '',
      'x',
      '[]',
      'null',
      '{"object":"user","entry":[]}',
      '{"object":"page"}',
    ]) {
      expect(parseWebhook(body)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (text) => parseWebhook(text) === null));
  });

  it('reads the other entries of a batch when one has no id', () => {
    const messaging = [{ ...fromPerson, message: { mid: 'm_1' } }];
    const entry = [{ messaging }, 7, { id: page, messaging }];
    expect(parseWebhook(JSON.stringify({ object: 'page', entry }))).toHaveLength(1);
  });

  it('never throws and gives one event an item, whatever the items are', () => {
    const fields = ['sender', 'recipient', 'timestamp', 'message', 'delivery', 'read', 'reaction'];
    const names = [...fields, 'message_edit', 'postback', 'referral', 'mid', 'text', 'id', 'mids'];
    const item = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(fc.jsonValue(), fc.object({ key: fc.constantFrom(...names) })),
      ),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(events('page', page, ...items)).toHaveLength(items.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
