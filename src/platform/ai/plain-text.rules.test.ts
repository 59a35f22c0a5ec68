import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMarkup, plainText } from './plain-text.rules.ts';

describe('plainText', () => {
  it.each([
    ['Wants 3 chairs for < 500 EUR & fast', 'Wants 3 chairs for ‹ 500 EUR & fast'],
    ['<script>alert(1)</script>Hello', 'Hello'],
    ['<img src=x onerror=alert(1)>Hi', 'Hi'],
    ['&lt;b&gt;bold&lt;/b&gt;', 'bold'],
    ['&amp;lt;script&amp;gt;x', 'x'],
    ['<scr<script>ipt>x', 'ipt›x'],
    ['Pay [here](https://evil.example/x) now', 'Pay here now'],
    ['![pixel](http://evil.example/p.png)', 'pixel'],
    ['See https://evil.example/a?b=c today', 'See (link) today'],
    ['javascript:alert(1)', 'alert(1)'],
    ['**Bold** and `code`\n\n# Title', 'Bold and code Title'],
    ['{{ contact.email }} {% raw %}', 'contact.email raw'],
    ['a\u0000b\u202ec\u200bd', 'a bcd'],
    ['👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
    ['half \ud800 pair', 'half � pair'],
  ])('%j becomes %j', (text, expected) => {
    expect(plainText(text, 200)).toBe(expected);
  });

  it('cuts without splitting a character', () => {
    expect(plainText('a😀😀😀', 5)).toBe('a😀…');
    expect(plainText('x'.repeat(1e6), 300)).toHaveLength(300);
  });

  it('gives an empty text for anything that is not a string', () => {
    for (const value of [null, 7, {}, ['a']]) expect(plainText(value, 10)).toBe('');
  });

  it('leaves no markup, however it is nested, and keeps its length', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        'b',
        '/',
        'script',
        '&',
        'lt;',
        'gt;',
        'amp;',
        '#60;',
        '#x3c;',
        '[',
        ']',
        '(',
        ')',
      ],
      ...[
        '!',
        'javascript',
        ':',
        '{',
        '}',
        '%',
        '`',
        '**',
        '\u200b',
        '\u0000',
        'http://',
        ' ',
        '#8203;',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = plainText(pieces.join(''), 120);
        expect(text).not.toMatch(/[<>]|\]\(|\]\[|javascript\s*:|\{\{|\}\}|\{%|`|http:\/\//i);
        expect(text).not.toMatch(/&#?\w{1,10};/);
        expect(hasMarkup(text)).toBe(false);
        expect(text.length).toBeLessThanOrEqual(120);
      }),
      { numRuns: 3_000 },
    );
  });
});
