import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board } from '../../../src/contracts/board.ts';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { contactOf } from '../contacts/contact-delta.rules.ts';
import { type Filter, matchesFilter } from '../contacts/contact-filter.rules.ts';
import { appendCards, changeCard, findCard, findColumn } from './board.rules.ts';
import { applyContactDelta, changeUnknown } from './board-delta.rules.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const stages = ['a', 'b', null] as const;

function card(n: number, fields: Partial<ContactCard> = {}): ContactCard {
  const created: Delta = delta('contact.created', `c${n}`, {});
  const at = new Date(now - n * 60_000).toISOString();
  return {
    ...contactOf(created, 'new'),
    firstName: `Contact ${n}`,
    pipelineId: 'p',
    stageId: 'a',
    lastInteractionAt: at,
    ...fields,
  };
}

function delta(type: string, subjectId: string, changes: Delta['changes']): Delta {
  return {
    id: 1,
    type,
    subjectId,
    contactId: subjectId,
    changes,
    actor: 'test',
    at: new Date(now).toISOString(),
  };
}

/** The board that the server would answer with: first cards only, counts and sums of all. */
function boardOf(cards: readonly ContactCard[], filter: Filter, shown: number): Board {
  const fitting = cards.filter((each) => matchesFilter(each, filter, now));
  const columns = stages.map((stageId) => {
    const inColumn = fitting
      .filter((each) => each.stageId === stageId)
      .toSorted((x, y) => order(y) - order(x) || (x.id < y.id ? 1 : -1));
    const sums = new Map<string | null, number>();
    for (const { dealAmount, dealCurrency } of inColumn) {
      if (dealAmount) sums.set(dealCurrency, (sums.get(dealCurrency) ?? 0) + dealAmount);
    }
    return {
      stageId,
      count: inColumn.length,
      totals: [...sums].map(([currency, amount]) => ({ currency, amount })),
      cards: inColumn.slice(0, shown),
      nextCursor: inColumn.length > shown ? 'more' : null,
    };
  });
  return { pipeline: { id: 'p' } as Board['pipeline'], columns, cursor: '' };
}

function order(each: ContactCard): number {
  return Date.parse(each.lastInteractionAt ?? each.createdAt);
}

function stateOf(board: Board, filter: Filter = {}) {
  return { board, matches: (each: ContactCard) => matchesFilter(each, filter, now) };
}

const cardArbitrary = fc.record({
  n: fc.integer({ min: 0, max: 40 }),
  stageId: fc.constantFrom(...stages),
  dealAmount: fc.option(fc.integer({ min: 1, max: 500 })),
  score: fc.integer({ min: 1, max: 100 }),
});

describe('a board that follows changes', () => {
  it('has the numbers and cards the server would answer with', () => {
    const change = fc.record({
      at: fc.nat(),
      stageId: fc.constantFrom(...stages),
      dealAmount: fc.option(fc.integer({ min: 1, max: 500 })),
      score: fc.integer({ min: 1, max: 100 }),
      minutesAgo: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(cardArbitrary, { selector: ({ n }) => n, maxLength: 25, minLength: 1 }),
        fc.array(change, { maxLength: 20 }),
        fc.constantFrom<Filter>({}, { scoreMin: 50 }),
        fc.integer({ min: 1, max: 30 }),
        (seeds, changes, filter, shown) => {
          const all = new Map(seeds.map(({ n, ...fields }) => [`c${n}`, card(n, fields)]));
          let board = boardOf([...all.values()], filter, shown);
          for (const { at, minutesAgo, ...fields } of changes) {
            const before = [...all.values()][at % all.size];
            if (!before) continue;
            const time = new Date(now - minutesAgo * 60_000).toISOString();
            const after = { ...before, ...fields, lastInteractionAt: time };
            all.set(after.id, after);
            board = follow(board, before, after, filter);
          }
          const truth = boardOf([...all.values()], filter, shown);
          for (const column of truth.columns) {
            const seen = findColumn(board, column.stageId);
            expect(seen?.count).toBe(column.count);
            expect(sumOf(seen?.totals)).toBeCloseTo(sumOf(column.totals), 5);
            if (column.nextCursor === null && seen?.nextCursor === null) {
              expect(seen.cards.map(({ id }) => id)).toEqual(column.cards.map(({ id }) => id));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts a move once that was shown before the server told of it', () => {
    const moved = card(1, { stageId: 'b' });
    const board = changeCard(stateOf(boardOf([card(1), card(2)], {}, 10)), card(1), moved);
    const told = delta('contact.updated', 'c1', { stageId: ['a', 'b'] });
    const { board: after } = applyContactDelta(stateOf(board), told, {});
    expect(after.columns.map(({ count }) => count)).toEqual([1, 1, 0]);
  });

  it('takes away a card that is deleted, loaded or not', () => {
    const board = boardOf([card(1), card(2)], {}, 1);
    for (const id of ['c1', 'c2']) {
      const gone = delta('contact.deleted', id, { pipelineId: ['p', null], stageId: ['a', null] });
      const { board: after } = applyContactDelta(stateOf(board), gone, {});
      expect(findColumn(after, 'a')?.count).toBe(1);
      expect(findCard(after, id)).toBeUndefined();
    }
  });

  it('keeps a card in a search that found it by its e-mail', () => {
    const found = { ...boardOf([card(1)], {}, 10) };
    const filter = { q: 'ana@example.com' };
    const read = delta('contact.updated', 'c1', { unreadCount: [2, 0] });
    const { board } = applyContactDelta(stateOf(found, filter), read, filter);
    expect(findColumn(board, 'a')?.cards).toHaveLength(1);
    expect(findColumn(board, 'a')?.count).toBe(1);
  });

  it('does not ask for an unknown card for what the board does not show of it', () => {
    const board = boardOf([card(1)], {}, 10);
    const read = delta('contact.updated', 'unknown', { unreadCount: [2, 0] });
    const moved = delta('contact.updated', 'unknown', { stageId: ['a', 'b'] });
    expect(applyContactDelta(stateOf(board), read, {}).unknown).toBe(false);
    expect(applyContactDelta(stateOf(board), read, { unread: true }).unknown).toBe(true);
    expect(applyContactDelta(stateOf(board), moved, {}).unknown).toBe(true);
  });

  it('shows no card twice when a page brings one that came by socket', () => {
    const board = boardOf([card(1), card(2), card(3)], {}, 2);
    const page = { items: [card(2), card(3)], nextCursor: null };
    const column = findColumn(appendCards(board, 'a', page), 'a');
    expect(column?.cards.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
  });
});

/** As the live board does: known cards at once, unknown ones after they were asked for. */
function follow(board: Board, before: ContactCard, after: ContactCard, filter: Filter): Board {
  const fields = ['stageId', 'dealAmount', 'score', 'lastInteractionAt'] as const;
  const changes = Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .map((field): [string, [unknown, unknown]] => [field, [before[field], after[field]]]),
  );
  const told = delta('contact.updated', after.id, changes);
  const result = applyContactDelta(stateOf(board, filter), told, filter);
  return result.unknown ? changeUnknown(stateOf(board, filter), after, [told]) : result.board;
}

function sumOf(totals: readonly { amount: number }[] = []): number {
  return totals.reduce((sum, { amount }) => sum + amount, 0);
}
