import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphConversationShape, GraphMessageShape, GraphPage } from './graph-shapes.ts';

const message = (id: string, created_time: string, more: object = {}) => ({
  id,
  created_time,
  from: { id: '7', name: 'Ann Lee', email: '7@facebook.com' },
  to: { data: [{ id: '1046', name: 'Shop' }] },
  message: 'hello',
  ...more,
});

describe('GraphMessageShape', () => {
  it('reads every kind of attachment', () => {
    const read = GraphMessageShape.parse(
      message('m_1', '2021-07-23T09:50:48+0000', {
        message: '',
        attachments: {
          data: [
            { id: '1', mime_type: 'image/jpeg', name: 'a.jpg', size: 5, image_data: { url: 'u1' } },
            { image_data: { url: 'u2', render_as_sticker: true } },
            { mime_type: 'video/mp4', video_data: { url: 'u3' } },
            { mime_type: 'audio/mp4', file_url: 'u4' },
            { mime_type: 'application/pdf', name: 'b.pdf', file_url: 'u5' },
          ],
        },
        shares: { data: [{ link: 'u6', name: '' }] },
        sticker: 'u7',
        story: { mention: { link: 'u8', id: '9' } },
        reactions: { data: [{ reaction: '❤️', users: [{ id: '7' }] }] },
        reply_to: { mid: 'm_0', is_self_reply: false },
      }),
    );
    expect(read.attachments.map(({ type, url }) => `${type} ${url}`)).toEqual([
      'image u1',
      'sticker u2',
      'video u3',
      'audio u4',
      'file u5',
      'share u6',
      'sticker u7',
      'story u8',
    ]);
    expect(read.attachments[0]).toMatchObject({ name: 'a.jpg', mimeType: 'image/jpeg', size: 5 });
    expect(read).toMatchObject({
      createdAt: new Date('2021-07-23T09:50:48Z'),
      text: '',
      replyTo: 'm_0',
      reactions: [{ emoji: '❤️', userIds: ['7'] }],
    });
  });

  it('reads a bare node, UNIX seconds and a numeric id', () => {
    expect(GraphMessageShape.parse({ id: 12, created_time: 1_627_033_848 })).toMatchObject({
      id: '12',
      createdAt: new Date('2021-07-23T09:50:48Z'),
      from: null,
      text: '',
      attachments: [],
      isUnsupported: false,
    });
  });
});

describe('GraphConversationShape', () => {
  const thread = (data: unknown[], more: object = {}) =>
    GraphConversationShape.parse({
      id: 't_1',
      updated_time: '2021-06-08T08:24:57+0000',
      participants: { data: [{ id: '7', username: 'ann' }] },
      messages: { data },
      ...more,
    });

  it('puts messages in order and leaves out what cannot be read', () => {
    const read = thread([
      message('m_2', '2021-06-08T08:24:57+0000'),
      { broken: true },
      message('m_1', '2021-06-08T08:20:00+0000'),
      { id: 'm_0', created_time: '2021-06-01T00:00:00+0000' },
    ]);
    expect(read.messages.map(({ id }) => id)).toEqual(['m_1', 'm_2']);
    expect(read.participants).toEqual([{ id: '7', name: null, username: 'ann' }]);
  });

  it('reads a thread whose empty lists were left out', () => {
    const bare = { id: 't_1', updated_time: '2021-06-08T08:24:57+0000' };
    expect(GraphConversationShape.parse(bare)).toMatchObject({ messages: [], participants: [] });
  });

  it('keeps the order of messages of the same second', () => {
    const time = '2021-06-08T08:24:57+0000';
    const read = thread([message('m_3', time), message('m_2', time), message('m_1', time)]);
    expect(read.messages.map(({ id }) => id)).toEqual(['m_1', 'm_2', 'm_3']);
  });

  it('says when the thread goes further back than can be read', () => {
    const one = [message('m_1', '2021-06-08T08:20:00+0000')];
    expect(thread(one, { message_count: 1 }).isCutOff).toBe(false);
    expect(thread(one).isCutOff).toBe(false);
    expect(thread(one, { message_count: 93 }).isCutOff).toBe(true);
    const paging = { next: 'https://graph.example/?access_token=x' };
    expect(thread(one, { messages: { data: one, paging } }).isCutOff).toBe(true);
    expect(thread([], { messages: undefined })).toMatchObject({ messages: [], isCutOff: false });
  });

  it('never throws anything but a reading error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        GraphConversationShape.safeParse(value);
        const messages = { data: [value] };
        const node = { id: 't', updated_time: '2021-06-08T08:24:57+0000', messages };
        expect(GraphConversationShape.safeParse(node).success).toBe(true);
      }),
    );
  });
});

describe('GraphPage', () => {
  const next = 'https://graph.facebook.com/v10.0/1/conversations?access_token=S3CRET&after=QQ';
  it('keeps the cursor only, and stops on a missing next', () => {
    const cursors = { before: 'MA', after: 'MB' };
    expect(GraphPage.parse({ data: [1], paging: { cursors, next } })).toEqual({
      data: [1],
      after: 'MB',
    });
    expect(GraphPage.parse({ data: [1], paging: { cursors } }).after).toBeNull();
    expect(GraphPage.parse({ data: [] }).after).toBeNull();
  });
  it('goes on after an empty page that has a next', () => {
    expect(GraphPage.parse({ data: [], paging: { next } })).toEqual({ data: [], after: 'QQ' });
  });
});
