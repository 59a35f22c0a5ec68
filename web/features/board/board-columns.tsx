import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Board, BoardColumn } from '../../../src/contracts/board.ts';
import { isFiltered } from '../contacts/filter-bar.tsx';
import { useMembers } from '../team/team.queries.ts';
import classes from './board.module.css';
import { type BoardKey, filterOf, useMoreCards } from './board.queries.ts';
import { BoardContext } from './board-context.ts';
import { BoardEmpty } from './board-empty.tsx';
import { Column } from './column.tsx';
import { DropZones } from './drop-zones.tsx';
import { LostDialog } from './lost-dialog.tsx';
import { MoveMenu } from './move-menu.tsx';
import { SelectedBar } from './selected-bar.tsx';
import { createSelection } from './selection.ts';
import { useBoardHandle } from './use-board-handle.ts';
import { useBoardShortcuts } from './use-board-shortcuts.ts';
import { useCollapsed } from './use-collapsed.ts';
import { useReanalyze } from './use-reanalyze.ts';
import { useRequestMove } from './use-request-move.ts';

type Props = { board: Board; boardKey: BoardKey; openId: string | null };

/** All columns, and what can be done with their cards. */
export function BoardColumns({ board, boardKey, openId }: Props) {
  const { stages } = board.pipeline;
  const columns = useRef<HTMLDivElement>(null);
  const ownerNames = useOwnerNames();
  const [collapsed, toggleCollapsed] = useCollapsed(board);
  const loadMore = useLoadMore(boardKey);
  const [selection] = useState(createSelection);
  const moves = useRequestMove(board, selection.clear);
  const reanalyze = useReanalyze();
  const handle = useBoardHandle(selection, {
    board,
    isCollapsed: (stageId) => collapsed.has(stageId),
    move: moves.request,
    openMoveMenu: moves.openMenu,
    reanalyze: reanalyze.mutate,
  });
  useBoardShortcuts(board, handle);
  useEffect(() => selection.setOpen(openId), [selection, openId]);
  useEffect(() => {
    if (!columns.current) return;
    return autoScrollForElements({ element: columns.current });
  }, []);
  const stageById = useMemo(() => new Map(stages.map((stage) => [stage.id, stage])), [stages]);
  if (board.columns.every(({ count }) => count === 0)) {
    return <BoardEmpty filtered={isFiltered(filterOf(boardKey))} />;
  }
  return (
    <BoardContext.Provider value={handle}>
      <div ref={columns} className={classes['columns']}>
        {board.columns.map((column) => (
          <Column
            key={column.stageId ?? 'incoming'}
            column={column}
            stage={column.stageId === null ? undefined : stageById.get(column.stageId)}
            ownerNames={ownerNames}
            collapsed={collapsed.has(column.stageId)}
            onCollapse={toggleCollapsed}
            onMore={loadMore}
          />
        ))}
      </div>
      <DropZones stages={stages} />
      <SelectedBar onMove={moves.openMenu} onReanalyze={reanalyze.mutate} />
      {moves.menuFor && (
        <MoveMenu
          stages={stages}
          count={moves.menuFor.length}
          onChoose={moves.chooseInMenu}
          onClose={moves.closeMenu}
        />
      )}
      {moves.losing && (
        <LostDialog
          count={moves.losing.contactIds.length}
          onConfirm={moves.confirmLost}
          onClose={moves.cancelLost}
        />
      )}
    </BoardContext.Provider>
  );
}

function useOwnerNames(): ReadonlyMap<string, string> {
  const members = useMembers().data;
  return useMemo(() => new Map((members ?? []).map(({ id, name }) => [id, name])), [members]);
}

/** Loads a column's next cards, one request a column at a time. */
function useLoadMore(key: BoardKey): (column: BoardColumn) => void {
  const { mutate } = useMoreCards(key);
  const running = useRef(new Set<string | null>());
  return useCallback(
    ({ stageId, nextCursor: cursor }) => {
      if (cursor === null || running.current.has(stageId)) return;
      running.current.add(stageId);
      mutate({ stageId, cursor }, { onSettled: () => running.current.delete(stageId) });
    },
    [mutate],
  );
}
