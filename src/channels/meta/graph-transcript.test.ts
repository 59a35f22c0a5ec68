import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphTranscript } from './graph-transcript.ts';

const message = (id: string, from: string, at: string, text: string) => ({
  id,
  created_time: at,
  from: { id: from, name: from },
  message: text,
});
const thread = {
  id: 't_1',
  participants: {
    data: [
      { id: '7', name: 'Ida' },
      { id: '900', name: 'Shop' },
    ],
  },
  messages: {
    data: [
      message('m3', '7', '2026-03-01T10:02:00+0000', 'third'),
      message('m2', '900', '2026-03-01T10:01:00+0000', 'second'),
      message('m1', '7', '2026-03-01T10:00:00+0000', 'first'),
    ],
  },
};

describe('a Graph conversation', () => {
  it('becomes a transcript, oldest first, the last participant being the business', () => {
    const transcript = graphTranscript(thread);
    expect(transcript.customerName).toBe('Ida');
    expect(transcript.messages.map((m) => [m.id, m.author])).toEqual([
      ['m1', 'customer'],
      ['m2', 'business'],
      ['m3', 'customer'],
    ]);
  });

  it('takes the given page for the business', () => {
    expect(graphTranscript(thread, { pageId: '7' }).customerName).toBe('Shop');
  });

  it('keeps the first part, at least one message', () => {
    expect(graphTranscript(thread, { prefix: 0.7 }).messages).toHaveLength(2);
    expect(graphTranscript(thread, { prefix: 0.01 }).messages).toHaveLength(1);
  });

  it('keeps the order of messages of the same second', () => {
    const at = '2026-03-01T10:00:00+0000';
    const data = [message('b', '7', at, ''), message('a', '7', at, '')];
    const ids = graphTranscript({ ...thread, messages: { data } }).messages.map((m) => m.id);
    expect(ids).toEqual(['a', 'b']);
  });

  it('tolerates anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(graphTranscript(value).messages).toBeInstanceOf(Array);
        expect(graphTranscript({ messages: { data: [value] } }).messages).toHaveLength(1);
      }),
    );
  });
});
