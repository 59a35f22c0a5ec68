import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from './storable.rules.ts';

describe('storable', () => {
  it('leaves whole text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\u0000'));
        expect(storableText(text)).toBe(text);
        expect(JSON.parse(storableJson({ text, list: [text] }))).toEqual({ text, list: [text] });
      }),
    );
  });

  it('leaves nothing that Postgres refuses, however deep', () => {
    const text = 'a\u0000b\ud83d';
    expect(storableText(text)).toBe('ab\ufffd');
    const json = storableJson([{ text, at: new Date(0), more: [{ name: text, none: null }] }]);
    expect(JSON.parse(json)).toEqual([
      {
        text: 'ab\ufffd',
        at: '1970-01-01T00:00:00.000Z',
        more: [{ name: 'ab\ufffd', none: null }],
      },
    ]);
  });

  it('cleans names too, and keeps text that only looks like an escape', () => {
    expect(storableJson({ 'a\u0000\udc00': 'C:\\u0000 and \\ud800' })).toBe(
      '{"a\uFFFD":"C:\\\\u0000 and \\\\ud800"}',
    );
  });
});
