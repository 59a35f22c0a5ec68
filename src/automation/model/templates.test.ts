import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseFields, fieldsFor } from './fields.ts';
import { checkTemplates, renderInput, templatePaths } from './templates.ts';
import type { Facts, Json } from './types.ts';

const now = new Date('2026-03-01T12:00:00Z');
const facts: Facts = {
  contact: {
    firstName: 'ann',
    lastName: '',
    email: null,
    score: 42,
    dealAmount: 1234.5,
    dealCurrency: 'EUR',
    tags: ['vip', 'north'],
    locked: false,
    timeZone: 'Europe/Berlin',
    createdAt: '2026-01-05T23:30:00Z',
    fields: { eventDate: '2026-02-01', none: [] },
  },
  company: { name: 'Lark & Co', timeZone: 'UTC' },
  webhook: { blanks: ' \n ', 'a.b': 'dotted', items: [{ sku: 'X1' }], long: 'x'.repeat(60_000) },
  steps: { 'ask-1': { choice: 'yes' } },
};

function render(text: string): Json {
  const result = renderInput({ text }, facts, now);
  return result.ok ? (result.value['text'] ?? null) : `${result.code} ${result.message}`;
}

describe('renderInput', () => {
  it('fills in texts anywhere and leaves the rest as it is', () => {
    const input = {
      text: 'Hi {{ contact.firstName | capitalize }}!',
      plain: 'Price } of { 5 {',
      number: 5,
      nothing: null,
      list: ['{{ client.score }} points', { '{{ key }}': '{{ company.name }}' }],
    };
    expect(renderInput(input, facts, now)).toEqual({
      ok: true,
      value: {
        text: 'Hi Ann!',
        plain: 'Price } of { 5 {',
        number: 5,
        nothing: null,
        list: ['42 points', { '{{ key }}': 'Lark & Co' }],
      },
    });
  });

  it.each([
    ['{{ contact.score }}', 42],
    ['{{contact.locked}}', false],
    ['{{ contact.tags }}', ['vip', 'north']],
    ['{{ contact.fields.none }}', []],
    ['{{ webhook.items[0] }}', { sku: 'X1' }],
    ['{{ now }}', '2026-03-01T12:00:00.000Z'],
    // Not alone, or filtered: a text.
    [' {{ contact.score }}', ' 42'],
    ['{{ contact.score | plus: 1 }}', '43'],
    ['{{ contact.tags }}.', 'vip, north.'],
    ['{{ webhook.items }}.', '{"sku":"X1"}.'],
    ['{{ webhook["a.b"] }}.', 'dotted.'],
    ['{{ steps.ask-1.choice }}.', 'yes.'],
    ['a  {{- contact.score -}}  b', 'a42b'],
    ['{{ "{{ contact.score }}" }}.', '{{ contact.score }}.'],
  ] as [string, Json][])('%s', (text, value) => {
    expect(render(text)).toEqual(value);
  });

  it.each([
    '{{ webhook.blanks }}',
    'Hi {{ webhook.blanks | upcase }}!',
    'Tags: {{ contact.fields.none }}',
    'Tags: {{ contact.fields.none | join: " / " }}',
    '{{ contact.firstName | replace: "ann", "" }}',
  ])('%s is nothing, and that is said', (text) => {
    expect(render(text)).toMatch(/^missing_value text: \S+ is empty$/);
  });

  it('a default stands for what filters leave empty, and an empty one stays', () => {
    expect(render('{{ contact.fields.none | join: " / " | default: "no tags" }}')).toBe('no tags');
    expect(render('{{ webhook.blanks | default: "there" }}')).toBe('there');
    expect(render('[{{ contact.email | default: "" | upcase }}]')).toBe('[]');
    expect(render('{{ contact.fields.none | size }}')).toBe('0');
  });

  it.each([
    ['contact.firstName | upcase', 'ANN'],
    ['company.name | downcase', 'lark & co'],
    ['company.name | escape', 'Lark &amp; Co'],
    ['company.name | url_encode', 'Lark%20%26%20Co'],
    ['company.name | json', '"Lark & Co"'],
    ['company.name | truncate: 7', 'Lark...'],
    ['company.name | truncate: 5, "…"', 'Lark…'],
    ['company.name | truncate: 50', 'Lark & Co'],
    ['company.name | replace: "&", "and"', 'Lark and Co'],
    ['company.name | replace: "&"', 'Lark  Co'],
    ['company.name | append: "!" | prepend: "¡"', '¡Lark & Co!'],
    ['company.name | split: " & " | first', 'Lark'],
    ['company.name | split: " & " | last', 'Co'],
    ['company.name | size', '9'],
    ['contact.tags | join', 'vip, north'],
    ['contact.tags | join: " + "', 'vip + north'],
    ['contact.tags | size', '2'],
    ['" x " | strip', 'x'],
    ['contact.score | minus: 2.5', '39.5'],
    ['0.1 | times: 3', '0.3'],
    ['7 | divided_by: 2', '3.5'],
    ['contact.score | divided_by: 0', 'template_error text: the result is not a number'],
    ['2.345 | round: 2', '2.35'],
    ['2.5 | round', '3'],
    ['1.005 | round: 2', '1.01'],
    ['company.name | plus: 1', 'template_error text: "Lark & Co" is not a number'],
    ['contact.dealAmount | money', '1,234.50'],
    ['contact.dealAmount | money: contact.dealCurrency', '€1,234.50'],
    ['contact.dealAmount | money: "euros"', 'template_error text: "EUROS" is not a currency'],
    ['contact.createdAt | date: "%A, %-d %B %Y, %H:%M"', 'Tuesday, 6 January 2026, 00:30'],
    ['contact.createdAt | date: "%F %T %z", "workspace"', '2026-01-05 23:30:00 +0000'],
    ['contact.createdAt | date: "%l:%M %p %%", "America/New_York"', '6:30 PM %'],
    ['contact.fields.eventDate | date: "%d.%m.%y"', '01.02.26'],
    ['"now" | date: "%Y %q"', '2026 %q'],
    ['company.name | date: "%Y"', 'template_error text: "Lark & Co" is not a date'],
  ])('{{ %s }}', (output, text) => {
    expect(render(`{{ ${output} }}`)).toBe(text);
  });

  it.each([
    ['{{ contact.email }}', 'contact.email'],
    ['Hi {{ contact.lastName }}', 'contact.lastName'],
    ['{{ contact.nope }}', 'contact.nope'],
    ['{{ job.title | upcase }}', 'job.title'],
    ['{{ contact.firstName | append: contact.lastName }}', 'contact.lastName'],
    ['{{ contact.email | default: contact.lastName }}', 'contact.lastName'],
    ['{{ contact.fields.none | first }}', 'contact.fields.none'],
  ])('has nothing for %s', (text, path) => {
    expect(renderInput({ text }, facts, now)).toEqual({
      ok: false,
      code: 'missing_value',
      message: `text: ${path} is empty`,
    });
  });

  it.each([
    ['{{ contact.lastName | default: "there" }}', 'there'],
    ['{{ contact.firstName | default: "there" }}', 'ann'],
    ['{{ job.title | upcase | default: "none" }}', 'none'],
    ['{{ contact.email | default: contact.lastName | default: company.name }}', 'Lark & Co'],
    ['{{ contact.firstName | append: contact.lastName | default: "?" }}', '?'],
    ['{{ contact.fields.none | default: "no" }}', 'no'],
    ['{{ contact.locked | default: true }}', 'false'],
    ['{{ contact.email | default: "" }}', ''],
    ['{{ contact.email | default: "a" | upcase }}', 'A'],
  ])('falls back: %s', (text, value) => {
    expect(render(text)).toBe(value);
  });

  it('gives the place of what is wrong', () => {
    const result = renderInput({ a: 'x', b: [{ c: '{{ contact.email }}' }] }, facts, now);
    expect(result).toMatchObject({ message: 'b.0.c: contact.email is empty' });
  });
});

describe('user text', () => {
  it.each([
    '{% if contact.score %}x{% endif %}',
    '{% assign a = 1 %}',
    '{% raw %}{{ contact.score }}{% endraw %}',
    '{% include "x" %}',
    '{%- # comment -%}',
    '{% constructor %}',
    '{%',
    '{{ contact.score',
    '{{ }}',
    '{{ contact.score | valueOf }}',
    '{{ contact.score | constructor }}',
    '{{ contact.score | __proto__ }}',
    '{{ contact.score | map: "x" }}',
    '{{ contact.score | upcase: 1 }}',
    '{{ contact.score | plus }}',
    '{{ contact.score | plus: by: 1 }}',
    '{{ contact.score == 42 }}',
    '{{ contact.score and true }}',
    '{{ contact.score, contact.email }}',
    '{{ contact.score contact.email }}',
    '{{ (1..1000000000) }}',
    '{{ contact[company.name] }}',
    '{{ "x".size }}',
    '{{ nil }}',
    `{{ contact.score${' | plus: 1'.repeat(21)} }}`,
    `{{ contact.score }}${'x'.repeat(10_000)}`,
    `{{ ${'('.repeat(9_000)} }}`,
  ])('cannot be %s', (text) => {
    expect(renderInput({ text }, facts, now)).toMatchObject({ ok: false, code: 'template_error' });
    expect(checkTemplates({ text }, baseFields, 'input')).toHaveLength(1);
    expect(templatePaths({ text })).toEqual([]);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'contact.constructor',
    'contact.constructor.constructor',
    'contact.__proto__',
    'contact.__proto__.constructor',
    'contact["__proto__"]["toString"]',
    'contact.toString',
    'contact.firstName.length',
    'contact.firstName.constructor',
    'contact.tags.constructor',
    'contact.tags.map',
    'contact.tags[-1]',
  ])('sees nothing at %s', (path) => {
    expect(renderInput({ text: `{{ ${path} }}` }, facts, now)).toMatchObject({
      ok: false,
      code: 'missing_value',
    });
    expect(render(`{{ ${path} | default: "nothing" }}`)).toBe('nothing');
  });

  it('keeps keys that look like the prototype', () => {
    const input = JSON.parse('{"__proto__": {"x": "{{ contact.score }}"}}');
    const result = renderInput(input, facts, now);
    expect(result.ok && Object.keys(result.value)).toEqual(['__proto__']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    '{{ webhook.long }}{{ webhook.long }}',
    '{{ webhook.long | append: webhook.long }}',
    '{{ webhook.long | replace: "x", "yy" }}',
    '{{ webhook.long | split: "" | join: "--" }}',
    '{{ webhook.long | url_encode | escape | append: webhook.long }}',
    `{{ contact.score | date: "${'%A'.repeat(3)}" }}${'{{ webhook.long }}'.repeat(400)}`,
    `${'{{ webhook.long | upcase | size }}'.repeat(200)}`,
    `{{ "1" | append: "1" ${'| replace: "1", "11111111111"'.repeat(18)} }}`,
  ])('is refused when it grows: %s', (text) => {
    const started = performance.now();
    expect(renderInput({ text }, facts, now)).toMatchObject({ ok: false, code: 'template_error' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('shares one budget among the texts of an input', () => {
    const texts = (count: number) => Array(count).fill('{{ webhook.long | upcase }}');
    expect(renderInput({ texts: texts(8) }, facts, now).ok).toBe(true);
    expect(renderInput({ texts: texts(40) }, facts, now)).toMatchObject({
      code: 'template_error',
      message: expect.stringContaining('too long together'),
    });
  });

  it('may not be nested without end', () => {
    let deep: Json = '{{ contact.score }}';
    for (let i = 0; i < 10_000; i++) deep = [deep];
    expect(renderInput({ deep }, facts, now)).toMatchObject({ ok: false, code: 'template_error' });
  });

  it('comes out as it is without variables, and never breaks with them', () => {
    const bits = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '|',
      ':',
      ',',
      '"',
      "'",
      '.',
      '[',
      ']',
      '(',
      ')',
      '-',
      ' ',
      '\n',
      'contact',
      'contact.score',
      'default',
      'date',
      'constructor',
      '%Y',
      '0',
      '{',
      '}',
      'é',
      '😀',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(bits, { maxLength: 14 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (one) => {
        const result = renderInput({ one }, facts, now);
        if (!/\{\{|\{%/.test(one)) expect(result).toEqual({ ok: true, value: { one } });
        expect(renderInput({ one }, facts, now)).toEqual(result);
        checkTemplates({ one }, baseFields, 'input');
        templatePaths({ one });
      }),
      { numRuns: 5_000 },
    );
  });

  it('writes values as they are, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.string().filter((name) => name.trim() !== ''),
        (name) => {
          const seen = { contact: { name } };
          const result = renderInput(
            { a: '{{ contact.name }}', b: '<{{ contact.name }}>' },
            seen,
            now,
          );
          expect(result).toEqual({ ok: true, value: { a: name, b: `<${name}>` } });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('templatePaths', () => {
  it('lists what is read, and whether it may be empty', () => {
    const input = {
      a: 'Hi {{ client.firstName | default: contact.name | default: "you" }}',
      b: ['{{ webhook["x"].y[0] | append: job.title }}', 'plain', 5],
      c: '{{ job.scheduledStart | date: "%F" }}',
    };
    expect(templatePaths(input)).toEqual([
      { path: 'client.firstName', hasDefault: true },
      { path: 'contact.name', hasDefault: true },
      { path: 'webhook.x.y.0', hasDefault: false },
      { path: 'job.title', hasDefault: false },
      { path: 'job.scheduledStart', hasDefault: false },
      { path: 'contact.timeZone', hasDefault: true },
      { path: 'company.timeZone', hasDefault: true },
    ]);
  });
});

describe('checkTemplates', () => {
  it('finds nothing wrong with what there is', () => {
    const fields = fieldsFor([{ key: 'guests', label: 'Guests', type: 'number', choices: [] }]);
    const value = [
      '{{ client.firstName }} {{ contact.tags[0] }} {{ contact.fields.guests }} {{ now }}',
      '{{ webhook.any.thing }} {{ steps.ask.choice }} {{ event.changes.score.old }}',
    ];
    expect(checkTemplates(value, fields, 'input')).toEqual([]);
  });

  it('gives each problem its place', () => {
    const value = {
      text: '{{ contact.frstName | default: "you" }}',
      body: { list: ['ok', '{{ contact.score | nope }}', '{{ contact.fields.guests }}'] },
    };
    expect(checkTemplates(value, baseFields, 'steps.a.input')).toEqual([
      { place: 'steps.a.input.text', message: 'There is no variable contact.frstName' },
      { place: 'steps.a.input.body.list.1', message: 'There is no filter nope' },
      { place: 'steps.a.input.body.list.2', message: 'There is no variable contact.fields.guests' },
    ]);
  });
});
