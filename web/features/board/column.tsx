import { memo } from 'react';
import type { BoardColumn } from '../../../src/contracts/board.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { CollapsedColumn } from './collapsed-column.tsx';
import { OpenColumn } from './open-column.tsx';

export type ColumnProps = {
  column: BoardColumn;
  /** Undefined for incoming. */
  stage: Stage | undefined;
  /** By member id. */
  ownerNames: ReadonlyMap<string, string>;
  collapsed: boolean;
  onCollapse: (stageId: string | null) => void;
  onMore: (column: BoardColumn) => void;
};

/** One stage, or incoming. */
export const Column = memo(function Column(props: ColumnProps) {
  const { column, stage, collapsed, onCollapse } = props;
  if (!collapsed) return <OpenColumn {...props} />;
  return (
    <CollapsedColumn column={column} stage={stage} onExpand={() => onCollapse(column.stageId)} />
  );
});
