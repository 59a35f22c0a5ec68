import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, moved, numberOf, withOrder } from './custom-field.rules.ts';

describe('keyOf', () => {
  it.each([
    ['Date of the event', 'dateOfTheEvent'],
    ['Año (cm)', 'anoCm'],
    ['2nd phone', 'ndPhone'],
    ['VIP', 'vip'],
    ['…', ''],
  ])('%s', (label, key) => {
    expect(keyOf(label)).toBe(key);
  });

  it('is empty or what the API takes', () => {
    fc.assert(
      fc.property(fc.string(), (label) => {
        expect(keyOf(label)).toMatch(/^([a-z][a-zA-Z0-9_]{0,49})?$/);
      }),
    );
  });
});

const fields = ['a', 'b', 'c', 'd'].map((id, position) => ({ id, position }));

describe('moved', () => {
  it('names only those whose position changes', () => {
    expect(moved(fields, 2, 1)).toEqual([
      { id: 'c', position: 1 },
      { id: 'b', position: 2 },
    ]);
  });

  it('does nothing at the ends', () => {
    expect(moved(fields, 0, -1)).toEqual([]);
    expect(moved(fields, 3, 4)).toEqual([]);
  });

  it('ends where it was asked to, with every field once', () => {
    const index = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(index, index, (from, to) => {
        const order = withOrder(fields, moved(fields, from, to)).map(({ id }) => id);
        expect(order[to]).toBe(fields[from]?.id);
        expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
  });

  it('gives places to fields that share one', () => {
    const same = fields.map(({ id }) => ({ id, position: 0 }));
    expect(withOrder(same, moved(same, 3, 0)).map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
  });
});

describe('numberOf', () => {
  it.each([
    ['40', 40],
    [' 1,250.5 ', 1250.5],
    ['-3', -3],
    ['1 000', 1000],
    ['forty', null],
    ['1e5', null],
    ['', null],
  ])('%s', (text, number) => {
    expect(numberOf(text)).toBe(number);
  });
});
