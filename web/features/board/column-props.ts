import type { BoardColumn } from '../../../src/contracts/board.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';

/** What a column is shown from. */
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
