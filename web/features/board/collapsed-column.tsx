import { useContext } from 'react';
import type { BoardColumn } from '../../../src/contracts/board.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { useDropTarget } from './use-drop-target.ts';

type Props = { column: BoardColumn; stage: Stage | undefined; onExpand: () => void };

/** A column as a strip; cards can be dropped on it all the same. */
export function CollapsedColumn({ column, stage, onExpand }: Props) {
  const board = useContext(BoardContext);
  const name = stage?.name ?? 'Incoming';
  const { element, over } = useDropTarget<HTMLButtonElement>({
    name,
    stageId: column.stageId,
    onDrop: (contactIds) => board.onDrop(contactIds, column.stageId),
  });
  return (
    <button
      ref={element}
      type="button"
      className={classes['collapsed']}
      data-over={over || undefined}
      aria-expanded={false}
      title={`Expand ${name}`}
      onClick={onExpand}
    >
      <span
        className={classes['dot']}
        style={{ background: stageColor(stage?.color ?? 'gray') }}
        aria-hidden
      />
      {name}
      <span className={classes['count']}>{column.count.toLocaleString('en')}</span>
    </button>
  );
}
