import { memo } from 'react';
import { CollapsedColumn } from './collapsed-column.tsx';
import type { ColumnProps } from './column-props.ts';
import { OpenColumn } from './open-column.tsx';

/** One stage, or incoming. */
export const Column = memo(function Column(props: ColumnProps) {
  const { column, stage, collapsed, onCollapse } = props;
  if (!collapsed) return <OpenColumn {...props} />;
  return (
    <CollapsedColumn column={column} stage={stage} onExpand={() => onCollapse(column.stageId)} />
  );
});
