import { IconTrophy, IconX } from '@tabler/icons-react';
import { useContext } from 'react';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { useDragging } from './dragging.ts';
import { useDropTarget } from './use-drop-target.ts';

type Props = { stages: readonly Stage[] };

/** Where a dragged card is won or lost, wherever those columns are. */
export function DropZones({ stages }: Props) {
  const dragging = useDragging();
  if (!dragging) return null;
  const won = stages.find(({ type }) => type === 'WON');
  const lost = stages.find(({ type }) => type === 'LOST');
  return (
    <div className={classes['zones']}>
      {won && <Zone stage={won} />}
      {lost && <Zone stage={lost} />}
    </div>
  );
}

function Zone({ stage }: { stage: Stage }) {
  const board = useContext(BoardContext);
  const { element, over } = useDropTarget<HTMLDivElement>({
    name: stage.name,
    stageId: stage.id,
    onDrop: (contactIds) => board.onDrop(contactIds, stage.id),
  });
  const Icon = stage.type === 'WON' ? IconTrophy : IconX;
  return (
    <div
      ref={element}
      className={classes['zone']}
      data-type={stage.type}
      data-over={over || undefined}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      {stage.name}
    </div>
  );
}
