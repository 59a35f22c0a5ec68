import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchWords } from './runs-search.rules.ts';

it('keeps addresses and numbers together and leaves signs out', () => {
  expect(searchWords("  O'Neill  ana@shop.pt +351 !! ana@shop.pt")).toEqual([
    'o',
    'neill',
    'ana@shop.pt',
    '+351',
  ]);
  expect(searchWords('“” -- ?')).toEqual([]);
});

it('never gives what would end a quoted word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(searchWords(text).join('')).not.toMatch(/['\\\s]/);
    }),
  );
});
