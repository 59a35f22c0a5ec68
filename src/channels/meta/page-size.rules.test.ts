import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPageSize, largerPage, type PageSize, smallerPage } from './page-size.rules.ts';

/** Calls that a list of `total` needs when more than `limit` at a time are refused. */
function play(total: number, limit: number): { calls: number; refused: number } {
  let state: PageSize = firstPageSize;
  let read = 0;
  let calls = 0;
  let refused = 0;
  while (read < total) {
    calls += 1;
    if (state.size <= limit) {
      read += state.size;
      state = largerPage(state);
      continue;
    }
    refused += 1;
    const smaller = smallerPage(state);
    if (smaller === null) throw new Error('gave up');
    state = smaller;
  }
  return { calls, refused };
}

describe('page size', () => {
  it('stays at 100 while nothing is refused', () => {
    expect(play(10_000, 100)).toEqual({ calls: 100, refused: 0 });
  });

  it('finds any limit and stays within 1.3 × of the calls it allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (limit) => {
        const total = limit * 200;
        expect(play(total, limit).calls).toBeLessThanOrEqual(200 * 1.3 + 12);
      }),
    );
  });

  it('goes down to one, then gives up', () => {
    let state: PageSize | null = firstPageSize;
    const sizes: number[] = [];
    while (state !== null) {
      sizes.push(state.size);
      state = smallerPage(state);
    }
    expect(sizes).toEqual([100, 50, 25, 12, 6, 3, 1]);
  });

  it('comes back to 100 after passing trouble', () => {
    let state: PageSize = smallerPage(smallerPage(firstPageSize) ?? firstPageSize) ?? firstPageSize;
    for (let answers = 0; answers < 200; answers += 1) state = largerPage(state);
    expect(state.size).toBe(100);
  });
});
