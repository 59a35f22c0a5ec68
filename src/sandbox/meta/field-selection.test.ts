import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFields, printFields } from './field-selection.ts';

describe('parseFields', () => {
  it('reads limits, cursors and nested fields', () => {
    const fields = parseFields(
      'id, messages.limit(20).after(abc=){id,from{id,name}} ,participants',
    );
    expect([...fields.keys()]).toEqual(['id', 'messages', 'participants']);
    const messages = fields.get('messages');
    expect(messages?.arguments).toEqual(
      new Map([
        ['limit', '20'],
        ['after', 'abc='],
      ]),
    );
    expect([...(messages?.fields?.get('from')?.fields?.keys() ?? [])]).toEqual(['id', 'name']);
    expect(fields.get('participants')?.fields).toBeNull();
  });

  it('reads nested fields in .fields(…) as in braces', () => {
    expect(printFields(parseFields('messages.fields(id,to{id}).limit(3)'))).toBe(
      'messages.limit(3){id,to{id}}',
    );
  });

  it.each(['messages{id', 'a,,b', 'a}', 'a.limit(3', 'a.limit', '{id}'])('refuses %s', (text) => {
    expect(() => parseFields(text)).toThrow(/Syntax error/);
  });

  it('reads back what it prints', () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    const field = fc.letrec((tie) => ({
      list: fc
        .array(tie('one'), { minLength: 1, maxLength: 3 })
        .map((all) =>
          [...new Map(all.map((one) => [/^[a-z_]+/.exec(String(one))?.[0], one])).values()].join(),
        ),
      one: fc
        .tuple(
          name,
          fc.option(fc.nat(99)),
          fc.option(tie('list'), { depthSize: 'small', maxDepth: 3 }),
        )
        .map(
          ([n, limit, inner]) =>
            `${n}${limit === null ? '' : `.limit(${limit})`}${inner === null ? '' : `{${inner}}`}`,
        ),
    }));
    fc.assert(
      fc.property(field.list, (text) => {
        expect(printFields(parseFields(String(text)))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
