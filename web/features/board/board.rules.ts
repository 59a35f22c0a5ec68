import type { Board, BoardColumn } from '../../../src/contracts/board.ts';
import type { ContactCard } from '../../../src/contracts/contacts.ts';

export type BoardState = { board: Board; matches: (card: ContactCard) => boolean };

/** Where a card stands: a stage, null for incoming, undefined for not on this board. */
export function columnOf(board: Board, card: ContactCard): string | null | undefined {
  if (card.pipelineId === null) return null;
  return card.pipelineId === board.pipeline.id ? card.stageId : undefined;
}

export function findCard(board: Board, contactId: string): ContactCard | undefined {
  for (const column of board.columns) {
    const card = column.cards.find(({ id }) => id === contactId);
    if (card) return card;
  }
  return undefined;
}

export function findColumn(board: Board, stageId: string | null): BoardColumn | undefined {
  return board.columns.find((column) => column.stageId === stageId);
}

/** The order of a column: last message, newest first; ids break ties as on the server. */
function compareCards(a: ContactCard, b: ContactCard): number {
  const difference = activityOf(b) - activityOf(a);
  if (difference !== 0) return difference;
  return a.id < b.id ? 1 : -1;
}

function activityOf(card: ContactCard): number {
  return Date.parse(card.lastInteractionAt ?? card.createdAt);
}

/**
 * The board after one card changed; null for a card that was not there before or is gone now.
 * Counts and sums follow. A card beyond what its column has loaded is only counted, unless `show`.
 */
export function changeCard(
  state: BoardState,
  before: ContactCard | null,
  after: ContactCard | null,
  show = false,
): Board {
  const { board, matches } = state;
  // A loaded card fits the filter, if by something that a card does not show (its e-mail).
  const isLoaded = before !== null && findCard(board, before.id) !== undefined;
  const fitsUnseen = isLoaded && !matches(before);
  const from = before && (isLoaded || matches(before)) ? columnOf(board, before) : undefined;
  const to = after && (fitsUnseen || matches(after)) ? columnOf(board, after) : undefined;
  if (from === undefined && to === undefined) return board;
  const columns = board.columns.map((column) => {
    const leaves = column.stageId === from ? before : null;
    const enters = column.stageId === to ? after : null;
    return leaves || enters ? changeColumn(column, leaves, enters, show) : column;
  });
  return { ...board, columns };
}

function changeColumn(
  column: BoardColumn,
  leaves: ContactCard | null,
  enters: ContactCard | null,
  show: boolean,
): BoardColumn {
  const others = leaves ? column.cards.filter(({ id }) => id !== leaves.id) : column.cards;
  const wasLoaded = others.length < column.cards.length;
  return {
    ...column,
    count: column.count + (enters ? 1 : 0) - (leaves ? 1 : 0),
    totals: changeTotals(column.totals, leaves, enters),
    cards: enters
      ? insertCard(others, enters, show || wasLoaded || column.nextCursor === null)
      : others,
  };
}

/** `atEnd`: whether a card older than all loaded ones is put after them or left to the server. */
function insertCard(
  cards: readonly ContactCard[],
  card: ContactCard,
  atEnd: boolean,
): ContactCard[] {
  const rest = cards.filter(({ id }) => id !== card.id);
  const index = rest.findIndex((other) => compareCards(card, other) < 0);
  if (index >= 0) return rest.toSpliced(index, 0, card);
  return atEnd ? [...rest, card] : rest;
}

function changeTotals(
  totals: BoardColumn['totals'],
  leaves: ContactCard | null,
  enters: ContactCard | null,
): BoardColumn['totals'] {
  const sums = new Map(totals.map(({ currency, amount }) => [currency, amount]));
  const add = (card: ContactCard | null, sign: 1 | -1): void => {
    if (!card?.dealAmount) return;
    const sum = (sums.get(card.dealCurrency) ?? 0) + sign * card.dealAmount;
    if (sum > 0.004) sums.set(card.dealCurrency, sum);
    else sums.delete(card.dealCurrency);
  };
  add(leaves, -1);
  add(enters, 1);
  if (sums.size === 0 && totals.length === 0) return totals;
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** More cards of one column, as the server gave them. */
export function appendCards(
  board: Board,
  stageId: string | null,
  page: { items: readonly ContactCard[]; nextCursor: string | null },
): Board {
  const columns = board.columns.map((column) => {
    if (column.stageId !== stageId) return column;
    const known = new Set(column.cards.map(({ id }) => id));
    const fresh = page.items.filter(({ id }) => !known.has(id));
    return { ...column, cards: [...column.cards, ...fresh], nextCursor: page.nextCursor };
  });
  return { ...board, columns };
}
