import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../start-sandbox.ts';
import { at, graph, textAt } from '../../test-client.ts';

let sandbox: Sandbox;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z');
  sandbox = await startSandbox({ dialogues: [], clock: () => now });
  sandbox.meta.setKnobs({ rateLimit: { perSecond: 0 } });
});
afterEach(() => sandbox.close());

async function newContact(platform: 'messenger' | 'instagram' = 'messenger') {
  const { conversationId } = sandbox.meta.customerWrites({ platform, text: 'hi' });
  const { body } = await graph(sandbox, `/${conversationId}`, { fields: 'participants' });
  return { conversationId, psid: textAt(body, 'participants', 'data', 0, 'id') };
}

function send(psid: string, text: string, more: Record<string, string> = {}) {
  const params = {
    recipient: JSON.stringify({ id: psid }),
    message: JSON.stringify({ text }),
    messaging_type: 'RESPONSE',
    ...more,
  };
  return graph(sandbox, '/v23.0/me/messages', params, { method: 'POST' });
}

describe('sending', () => {
  it('answers with the id under which the message can be read', async () => {
    const { psid } = await newContact();
    const sent = await send(psid, 'hello');
    expect(at(sent.body, 'recipient_id')).toBe(psid);
    const { body } = await graph(sandbox, `/${textAt(sent.body, 'message_id')}`, {
      fields: 'message,from',
    });
    expect(at(body, 'message')).toBe('hello');
    expect(at(body, 'from', 'id')).toBe('104600000000001');
  });

  it('closes the window after 24 hours', async () => {
    const { psid } = await newContact();
    now = new Date('2026-03-02T12:00:01Z');
    const { status, body } = await send(psid, 'too late');
    expect(status).toBe(400);
    expect(at(body, 'error', 'error_subcode')).toBe(2018278);
    const { psid: igsid } = await newContact('instagram');
    now = new Date('2026-03-04T12:00:01Z');
    expect(at((await send(igsid, 'x')).body, 'error', 'error_subcode')).toBe(2534022);
  });

  it('allows HUMAN_AGENT for seven days, to apps that may use it', async () => {
    const { psid } = await newContact();
    now = new Date('2026-03-05T12:00:00Z');
    const tag = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
    const refused = await send(psid, 'x', tag);
    expect([refused.status, at(refused.body, 'error', 'code')]).toEqual([403, 10]);
    sandbox.meta.setKnobs({ humanAgent: true });
    expect((await send(psid, 'x', tag)).status).toBe(200);
    now = new Date('2026-03-08T12:00:01Z');
    expect(at((await send(psid, 'x', tag)).body, 'error', 'error_subcode')).toBe(2018278);
  });

  it.each([
    ['an unknown person', { recipient: '{"id":"1"}' }, 2018001],
    ['a retired tag', { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }, undefined],
    ['no messaging type', { messaging_type: '' }, undefined],
    [
      'a text of 2000 characters',
      { message: JSON.stringify({ text: 'x'.repeat(2000) }) },
      undefined,
    ],
  ])('refuses %s with 100', async (_name, more, subcode) => {
    const { psid } = await newContact();
    const { body } = await send(psid, 'x', more);
    expect([at(body, 'error', 'code'), at(body, 'error', 'error_subcode')]).toEqual([100, subcode]);
  });

  it('counts bytes on Instagram', async () => {
    const { psid } = await newContact('instagram');
    expect((await send(psid, 'é'.repeat(500))).status).toBe(200);
    expect((await send(psid, 'é'.repeat(501))).status).toBe(400);
  });

  it('can lose the answer after the message left', async () => {
    const { psid, conversationId } = await newContact();
    sandbox.meta.setKnobs({ faults: [{ match: { method: 'POST' }, reset: 'after', times: 1 }] });
    await expect(send(psid, 'did it arrive?')).rejects.toThrow();
    const { body } = await graph(sandbox, `/${conversationId}/messages`, { fields: 'message' });
    expect(at(body, 'data', 0, 'message')).toBe('did it arrive?');
  });
});
