import { useContext } from 'react';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { ColumnCards } from './column-cards.tsx';
import { ColumnHeader } from './column-header.tsx';
import type { ColumnProps } from './column-props.ts';
import { useDropTarget } from './use-drop-target.ts';

/** Cards are dropped anywhere on a column: its order is that of the messages. */
export function OpenColumn({ column, stage, ownerNames, onCollapse, onMore }: ColumnProps) {
  const { stageId } = column;
  const board = useContext(BoardContext);
  const name = stage?.name ?? 'Incoming';
  const { element, over } = useDropTarget<HTMLElement>({
    name,
    stageId,
    onDrop: (contactIds) => board.onDrop(contactIds, stageId),
  });
  return (
    <section
      ref={element}
      className={classes['column']}
      aria-label={name}
      data-stage={stageId ?? 'incoming'}
      data-over={over || undefined}
    >
      <ColumnHeader column={column} stage={stage} onCollapse={() => onCollapse(stageId)} />
      <ColumnCards column={column} name={name} ownerNames={ownerNames} onMore={onMore} />
    </section>
  );
}
