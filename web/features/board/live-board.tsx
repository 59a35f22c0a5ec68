import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Loaded } from '../../ui/loaded.tsx';
import { FilterBar } from '../contacts/filter-bar.tsx';
import classes from './board.module.css';
import { useBoard } from './board.queries.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardSkeleton } from './board-skeleton.tsx';
import { ContactAside, preloadContactPanel } from './contact-aside.tsx';
import { useBoardLive } from './use-board-live.ts';

const route = getRouteApi('/app/board');

type Props = { pipelineId: string };

/** A pipeline's board under the filters of the address, with the contact that is open beside it. */
export function LiveBoard({ pipelineId }: Props) {
  const { pipeline: _pipeline, contact, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useBoard(pipelineId, filter);
  const boardKey = ['board', pipelineId, filter] as const;
  useBoardLive(boardKey, query.isPlaceholderData ? undefined : query.data?.cursor);
  const isShown = query.data !== undefined;
  useEffect(() => {
    if (isShown) preloadContactPanel();
  }, [isShown]);
  return (
    <div className={classes['root']} data-panel={contact ? true : undefined}>
      <div className={classes['main']}>
        <div className={classes['tools']}>
          <FilterBar
            filter={filter}
            onChange={(change) =>
              void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
            }
          />
        </div>
        <Loaded query={query} skeleton={<BoardSkeleton />}>
          {(board) => <BoardColumns board={board} boardKey={boardKey} openId={contact ?? null} />}
        </Loaded>
      </div>
      {contact && <ContactAside contactId={contact} />}
    </div>
  );
}
