import type { Board } from '../../../src/contracts/board.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import type { BoardHandle } from './board-context.ts';
import { focusCard } from './focus-card.ts';

/** Keys of the board for when no card has the focus, and for the help: a card handles its own. */
export function useBoardShortcuts(board: Board, { selection }: BoardHandle): void {
  const focusFirst = () => {
    const first = board.columns.find(({ cards }) => cards.length > 0)?.cards[0];
    if (first) focusCard(first.id);
  };
  useShortcuts('Board', [
    { keys: 'ArrowDown', label: 'Go to a card; arrows lead on', run: focusFirst },
    { keys: 'Enter', label: 'Open the card', run: () => undefined },
    { keys: 'shift+ArrowRight', label: 'Move the card to the next stage', run: () => undefined },
    { keys: 'm', label: 'Move the card to …', run: focusFirst },
    { keys: 'x', label: 'Choose the card', run: focusFirst },
    { keys: 'r', label: 'Read the conversation again', run: focusFirst },
    { keys: 'Escape', label: 'Choose nothing', run: () => selection.clear() },
  ]);
}
