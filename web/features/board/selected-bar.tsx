import { useContext } from 'react';
import { BoardContext } from './board-context.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useSelected } from './selection.ts';

type Props = {
  onMove: (contactIds: readonly string[]) => void;
  onReanalyze: (contactIds: readonly string[]) => void;
};

/** The bulk bar of the chosen cards. */
export function SelectedBar({ onMove, onReanalyze }: Props) {
  const { selection, mayMove } = useContext(BoardContext);
  return (
    <BulkBar
      contactIds={useSelected(selection)}
      mayChange={mayMove()}
      onMove={onMove}
      onReanalyze={onReanalyze}
      onClear={selection.clear}
    />
  );
}
