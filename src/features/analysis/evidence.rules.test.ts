import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvidence, findQuote } from './evidence.rules.ts';
import { transcript } from './test-conversations.ts';

describe('findQuote', () => {
  it.each([
    ['I need tiles', 'Hi! I need tiles.', 'I need tiles'],
    ['I need  tiles', 'Hi! I need\n tiles.', 'I need\n tiles'],
    ['I need⏎tiles', 'I need\r\ntiles', 'I need\r\ntiles'],
    ['“I need tiles…”', 'Yes I need tiles, two', 'I need tiles'],
    ['ok', 'ok', 'ok'],
    ['y', 'y', 'y'],
    ['y', 'yes', null],
    ['i need tiles', 'I need tiles', null],
    ['', 'abc', null],
    ['…', 'abc', null],
    ['invented', 'I need tiles', null],
  ])('%j in %j', (quote, text, expected) => {
    expect(findQuote(quote, text)).toBe(expected);
  });

  it('always gives a substring, and finds any whole part again', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.nat(50), fc.nat(50), text, (whole, from, length, other) => {
        const found = findQuote(other, whole);
        if (found !== null) expect(whole).toContain(found);
        const part = whole.slice(from, from + length);
        if (part.trim().length >= 2) expect(whole).toContain(findQuote(part, whole) ?? 'not found');
      }),
      { numRuns: 500 },
    );
  });
});

describe('checkEvidence', () => {
  const talk = transcript(
    'c: I need tiles',
    'b: 450 EUR',
    'c: <b>too much</b> for me',
    'c: ok deal',
  );

  it('keeps what the customer wrote in that message, under its own id', () => {
    const quotes = [
      { messageId: 'm1', quote: 'need tiles' },
      { messageId: '[m4]', quote: 'ok deal' },
      { messageId: 'm1', quote: 'need tiles' },
    ];
    expect(checkEvidence(quotes, talk)).toEqual([
      { messageId: 'mid-1', quote: 'need tiles' },
      { messageId: 'mid-4', quote: 'ok deal' },
    ]);
  });

  it.each([
    ['another message', { messageId: 'm4', quote: 'need tiles' }],
    ['the business', { messageId: 'm2', quote: '450 EUR' }],
    ['no such message', { messageId: 'm9', quote: 'need tiles' }],
    ['message zero', { messageId: 'm0', quote: 'need tiles' }],
    ['an original id', { messageId: 'mid-1', quote: 'need tiles' }],
    ['markup', { messageId: 'm3', quote: '<b>too much</b>' }],
    ['no quote', { messageId: 'm1' }],
    ['a number', 7],
    ['null', null],
  ])('drops a quote of %s', (_name, item) => {
    expect(checkEvidence([item], talk)).toEqual([]);
  });

  it('keeps five at most, 300 characters each', () => {
    const long = transcript(
      `c: ${'word '.repeat(200)}`,
      ...'abcdefg'.split('').map((c) => `c: ${c}${c}`),
    );
    const quotes = long.messages.map((message, index) => ({
      messageId: `m${index + 1}`,
      quote: message.text,
    }));
    const kept = checkEvidence(quotes, long);
    expect(kept).toHaveLength(5);
    expect(kept[0]?.quote.length).toBeLessThanOrEqual(300);
    expect(long.messages[0]?.text).toContain(kept[0]?.quote);
  });
});
