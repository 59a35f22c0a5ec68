import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPage } from '../../src/contracts/pages.ts';
import { syncNow } from '../support/synced.ts';
import type { TestMember } from '../support/test-api.ts';
import { openWorld, until, type World } from '../support/world.ts';

type Row = {
  text: string;
  direction: string;
  name: string;
  platform: string;
  attachments: { kind: string }[];
  reactions: { emoji: string }[];
  fromPlatformApp: boolean;
  deletedAt: Date | null;
  editedAt: Date | null;
  readAt: Date | null;
};

describe('webhooks, end to end', () => {
  let world: World;
  let ada: TestMember;
  let meta: World['sandbox']['meta'];
  let pageId: string;
  beforeAll(async () => {
    world = await openWorld();
    meta = world.sandbox.meta;
    ada = await world.member();
    pageId = await world.connect(ada);
    await world.subscribe();
  });
  afterAll(() => world.close());
  afterEach(() => {
    meta.resetKnobs();
    meta.setKnobs({ rateLimit: { perSecond: 0 } });
  });

  const find = (messageId: string) =>
    world.db.psql<Row>(
      `select m.text, m.direction, trim(c.first_name || ' ' || c.last_name) as name, ch.platform,
         m.attachments, m.reactions, m.from_platform_app as "fromPlatformApp",
         m.deleted_at as "deletedAt", m.edited_at as "editedAt", m.read_at as "readAt"
       from messages m join contacts c on c.id = m.contact_id
       join conversations v on v.id = m.conversation_id join channels ch on ch.id = v.channel_id
       where m.external_id = $1 and m.workspace_id = $2`,
      [messageId, ada.workspaceId],
    );
  const arrived = (messageId: string, holds: (row: Row) => boolean = () => true) =>
    until(`message ${messageId}`, async () => {
      const [row] = await find(messageId);
      return row && holds(row) ? row : undefined;
    });
  /** Nothing is left to be worked on. */
  const quiet = async () => {
    await meta.settle();
    await until('an empty inbox', async () => {
      const open = await world.db.psql('select from webhook_inbox where processed_at is null');
      return open.length === 0 ? true : undefined;
    });
  };

  it('turns a message into a row, with name, unread count and work to read it', async () => {
    const text = 'Grüße 👋 / "what" does\nit cost?';
    const started = Date.now();
    const { messageId } = meta.customerWrites({ name: 'Nadia Sol', text, attachments: ['image'] });
    const row = await arrived(messageId);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(row).toMatchObject({ text, direction: 'in', platform: 'messenger', deletedAt: null });
    expect(row.attachments.map(({ kind }) => kind)).toEqual(['image']);
    await arrived(messageId, ({ name }) => name === 'Nadia Sol');
    const [thread] = await world.db.psql<{ unread: number; due: Date | null; external: string }>(
      `select unread_count as unread, analysis_due_at as due, external_id as external
       from conversations`,
    );
    expect(thread?.unread).toBe(1);
    expect(thread?.due).not.toBeNull();
    expect(thread?.external).toMatch(/^t_/);
    const { body } = await ada.call<ConnectedPage>('GET', `/api/v1/pages/${pageId}`);
    expect(body.webhookSeenAt).not.toBeNull();
  });

  it('takes an Instagram message, its unsend and its quirk without a message', async () => {
    const first = meta.customerWrites({ platform: 'instagram', name: 'ig.user', text: 'Hello' });
    expect(await arrived(first.messageId)).toMatchObject({ platform: 'instagram' });
    meta.customerUnsends({ messageId: first.messageId });
    const gone = await arrived(first.messageId, ({ deletedAt }) => deletedAt !== null);
    expect(gone).toMatchObject({ text: '', attachments: [] });

    // The message event is lost, only `num_edit: 0` comes.
    meta.setKnobs({ rateLimit: { perSecond: 0 }, webhooks: { attempts: 1, wrongSignatures: 1 } });
    const lost = meta.customerWrites({ platform: 'instagram', name: 'ig.user', text: 'Lost one' });
    await meta.settle();
    expect(await find(lost.messageId)).toEqual([]);
    meta.editQuirk({ messageId: lost.messageId });
    expect(await arrived(lost.messageId)).toMatchObject({ text: 'Lost one', direction: 'in' });
  });

  it('keeps echoes of what was typed in the inbox, reads, reactions and taps', async () => {
    const { conversationId, messageId } = meta.customerWrites({ name: 'Omar', text: 'Hi' });
    await arrived(messageId);
    const reply = meta.businessRepliesInApp({ conversationId, text: 'Good day' });
    expect(await arrived(reply.messageId)).toMatchObject({ direction: 'out', name: 'Omar' });
    meta.customerReads({ conversationId });
    await arrived(reply.messageId, ({ readAt }) => readAt !== null);
    meta.customerReacts({ messageId: reply.messageId, emoji: '😍' });
    await arrived(reply.messageId, ({ reactions }) => reactions[0]?.emoji === '😍');
    meta.customerReacts({ messageId: reply.messageId, remove: true });
    await arrived(reply.messageId, ({ reactions }) => reactions.length === 0);
    const tap = meta.customerTaps({ conversationId, title: 'Get started', payload: 'START' });
    expect(await arrived(tap.messageId)).toMatchObject({ text: 'Get started', direction: 'in' });
  });

  it('applies an edit that comes before its message', async () => {
    const { messageId, conversationId } = meta.customerWrites({ name: 'Pia', text: 'one' });
    await arrived(messageId);
    // The message itself is dropped at first; Meta sends it again after the edit.
    meta.setKnobs({ rateLimit: { perSecond: 0 }, webhooks: { attempts: 1, wrongSignatures: 1 } });
    const late = meta.customerWrites({ conversationId, text: 'two' });
    await meta.settle();
    const body = meta.webhookLog().at(-1)?.body ?? '';
    meta.customerEdits({ messageId: late.messageId, text: 'two, better' });
    await meta.settle();
    await post(body, sign(body));
    const row = await arrived(late.messageId, ({ editedAt }) => editedAt !== null);
    expect(row.text).toBe('two, better');
  });

  it('keeps the newest edit and never brings an unsent text back, in any order', async () => {
    const { messageId } = meta.customerWrites({ name: 'Quin', text: 'draft' });
    await arrived(messageId);
    meta.clearWebhookLog();
    meta.customerEdits({ messageId, text: 'first edit' });
    await meta.settle();
    meta.customerEdits({ messageId, text: 'second edit' });
    await arrived(messageId, ({ text }) => text === 'second edit');
    const [firstEdit, secondEdit] = meta.webhookLog().map(({ body }) => body);
    await post(firstEdit ?? '', sign(firstEdit ?? ''));
    await quiet();
    expect((await find(messageId))[0]?.text).toBe('second edit');
    await world.db.psql('update conversations set analysis_due_at = null');
    meta.customerUnsends({ messageId });
    await arrived(messageId, ({ deletedAt }) => deletedAt !== null);
    // What was read out of it may quote it.
    const due = await world.db.psql('select from conversations where analysis_due_at is not null');
    expect(due).toHaveLength(1);
    await post(secondEdit ?? '', sign(secondEdit ?? ''));
    await quiet();
    expect((await find(messageId))[0]?.text).toBe('');
  });

  it('stores once what comes often, shuffled and in batches', async () => {
    const before = (await world.db.psql('select from messages')).length;
    meta.setKnobs({
      rateLimit: { perSecond: 0 },
      numericIds: true,
      webhooks: { windowMs: 50, reorder: true, batch: true, perEntry: 3, duplicates: 2 },
    });
    const sent = Array.from({ length: 40 }, (_, at) =>
      meta.customerWrites({ name: `Burst ${at % 8}`, text: `message ${at}` }),
    );
    const edited = sent[5]?.messageId ?? '';
    meta.customerEdits({ messageId: edited, text: 'edited 5' });
    const unsent = sent[6]?.messageId ?? '';
    meta.customerUnsends({ messageId: unsent });
    await meta.settle();
    await arrived(edited, ({ text }) => text === 'edited 5');
    await arrived(unsent, ({ deletedAt }) => deletedAt !== null);
    await quiet();
    expect(await world.db.psql('select from messages')).toHaveLength(before + 40);
    const people = await world.db.psql(`select from contacts where last_name ~ '^[0-7]$'`);
    expect(people).toHaveLength(8);
  });

  it('does not count a history as complete because webhooks added to it', async () => {
    const { conversationId } = meta.customerWrites({ name: 'Rosa', text: 'm0' });
    meta.setKnobs({ rateLimit: { perSecond: 0 }, webhooks: { attempts: 1, wrongSignatures: 40 } });
    for (let at = 1; at < 26; at += 1) meta.customerWrites({ conversationId, text: `m${at}` });
    await meta.settle();
    meta.setKnobs({ webhooks: { wrongSignatures: 0 } });
    await syncNow(ada, pageId);
    const complete = async () => {
      const [thread] = await world.db.psql<{ complete: boolean }>(
        `select history_complete as complete from conversations where external_id = $1`,
        [conversationId],
      );
      return thread?.complete;
    };
    expect(await complete()).toBe(false);
    const more = Array.from({ length: 12 }, (_, at) =>
      meta.customerWrites({ conversationId, text: `later ${at}` }),
    );
    for (const { messageId } of more) await arrived(messageId);
    expect(await complete()).toBe(false);
    await syncNow(ada, pageId);
    expect(await complete()).toBe(false);
  });

  it('stores half an emoji and a NUL as text instead of losing the message', async () => {
    const account = meta.pages()[0]?.id;
    const item = (mid: string, message: object) => ({
      sender: { id: '99887766554433' },
      recipient: { id: account },
      timestamp: Date.now(),
      message: { mid, ...message },
    });
    const body = JSON.stringify({
      object: 'page',
      entry: [
        { id: account, time: 1, messaging: [item('m_half', { text: 'cut \ud83d here\u0000' })] },
        {
          id: account,
          time: 1,
          messaging: [
            item('m_name', {
              attachments: [
                { type: 'file', payload: { url: 'https://a/b', title: 'x\u0000\udc00' } },
              ],
            }),
          ],
        },
      ],
    });
    expect(await post(body, sign(body))).toBe(200);
    expect((await arrived('m_half')).text).toBe('cut \ufffd here');
    expect((await arrived('m_name')).attachments).toHaveLength(1);
  });

  it('fetches a quirk event that does not even say who wrote', async () => {
    meta.setKnobs({ rateLimit: { perSecond: 0 }, webhooks: { attempts: 1, wrongSignatures: 1 } });
    const lost = meta.customerWrites({ platform: 'instagram', name: 'sil.ent', text: 'Anyone?' });
    await meta.settle();
    const body = JSON.stringify({
      object: 'instagram',
      entry: [
        {
          id: meta.pages()[0]?.instagram?.id,
          time: Date.now(),
          messaging: [
            { timestamp: Date.now(), message_edit: { mid: lost.messageId, num_edit: 0 } },
          ],
        },
      ],
    });
    expect(await post(body, sign(body))).toBe(200);
    expect(await arrived(lost.messageId)).toMatchObject({ text: 'Anyone?', direction: 'in' });
  });

  it('applies the rest of a batch when one event in it fails', async () => {
    const account = meta.pages()[0]?.id;
    await world.db.psql(`
      create function refuse_poison() returns trigger language plpgsql as $$
      begin
        if new.external_id = 'm_poison' then raise exception 'not this one'; end if;
        return new;
      end $$`);
    await world.db.psql(
      'create trigger refuse before insert on messages for each row execute function refuse_poison()',
    );
    const entry = ['m_poison', 'm_after'].map((mid, at) => ({
      id: account,
      time: at,
      messaging: [
        {
          sender: { id: `55${at}` },
          recipient: { id: account },
          timestamp: 1_700_000_000_000 + at,
          message: { mid, text: mid },
        },
      ],
    }));
    const body = JSON.stringify({ object: 'page', entry });
    expect(await post(body, sign(body))).toBe(200);
    await arrived('m_after');
    await world.db.psql('drop trigger refuse on messages');
    await arrived('m_poison');
    await quiet();
  });

  const sign = (body: string | Buffer) =>
    `sha256=${createHmac('sha256', meta.app.secret).update(body).digest('hex')}`;
  async function post(body: string, signature: string): Promise<number> {
    const answer = await fetch(`${world.url}/api/webhooks/facebook`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    });
    await answer.arrayBuffer();
    return answer.status;
  }
});
