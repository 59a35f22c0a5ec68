import type { Board, BoardColumn } from '../../../src/contracts/board.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where a card stands: its column and its place in it. */
export function placeOf(
  board: Board,
  contactId: string,
): { column: BoardColumn; columnIndex: number; index: number } | null {
  for (const [columnIndex, column] of board.columns.entries()) {
    const index = column.cards.findIndex(({ id }) => id === contactId);
    if (index >= 0) return { column, columnIndex, index };
  }
  return null;
}

/** The next card in a direction; sideways the next column that shows cards, at the same height. */
export function neighbour(
  board: Board,
  contactId: string,
  direction: Direction,
  isHidden: (stageId: string | null) => boolean,
): { stageId: string | null; index: number; id: string } | null {
  const place = placeOf(board, contactId);
  if (!place) return null;
  if (direction === 'up' || direction === 'down') {
    const index = place.index + (direction === 'up' ? -1 : 1);
    const card = place.column.cards[index];
    return card ? { stageId: place.column.stageId, index, id: card.id } : null;
  }
  const step = direction === 'left' ? -1 : 1;
  for (let at = place.columnIndex + step; board.columns[at]; at += step) {
    const column = board.columns[at];
    if (!column || column.cards.length === 0 || isHidden(column.stageId)) continue;
    const index = Math.min(place.index, column.cards.length - 1);
    const card = column.cards[index];
    return card ? { stageId: column.stageId, index, id: card.id } : null;
  }
  return null;
}

/** The stage before or after a card's own; undefined at the end of the board. */
export function nextStage(
  board: Board,
  contactId: string,
  step: 1 | -1,
): string | null | undefined {
  const place = placeOf(board, contactId);
  return place ? board.columns[place.columnIndex + step]?.stageId : undefined;
}
