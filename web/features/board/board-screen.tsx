import { Button } from '@mantine/core';
import { IconFilterCog } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useMembership } from '../accounts/accounts.queries.ts';
import { useMay } from '../accounts/roles.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { BoardSearch } from './board-search.tsx';
import { BoardSkeleton } from './board-skeleton.tsx';
import { LiveBoard } from './live-board.tsx';
import { PipelineSwitcher } from './pipeline-switcher.tsx';

const route = getRouteApi('/app/board');

/** The pipeline that is open, with its switcher and search. */
export function BoardScreen() {
  const search = route.useSearch();
  const { workspaceId } = useMembership();
  const query = usePipelines();
  const open = (query.data ?? []).filter(({ archivedAt }) => archivedAt === null);
  const lastKey = `board of ${workspaceId}`;
  const wanted = search.pipeline ?? localStorage.getItem(lastKey);
  const pipeline = open.find(({ id }) => id === wanted) ?? open[0];
  useEffect(() => {
    if (pipeline) localStorage.setItem(lastKey, pipeline.id);
  }, [lastKey, pipeline]);
  return (
    <Page
      title="Board"
      width="full"
      aside={pipeline && <PipelineSwitcher pipelines={open} current={pipeline} />}
      actions={pipeline && <BoardSearch />}
    >
      <Loaded query={query} skeleton={<BoardSkeleton />}>
        {() => (pipeline ? <Shown pipeline={pipeline} /> : <NoPipeline />)}
      </Loaded>
    </Page>
  );
}

/** Another pipeline is another board: nothing chosen or scrolled carries over. */
function Shown({ pipeline }: { pipeline: Pipeline }) {
  return <LiveBoard key={pipeline.id} pipelineId={pipeline.id} />;
}

function NoPipeline() {
  const mayCreate = useMay('admin');
  return (
    <EmptyState
      icon={IconFilterCog}
      title="No pipeline yet"
      actions={
        mayCreate && (
          <Button component={Link} to="/pipelines?new=true">
            New pipeline
          </Button>
        )
      }
    >
      A board shows the stages of a pipeline.{' '}
      {mayCreate ? 'Start from a template.' : 'Ask an admin to make one.'}
    </EmptyState>
  );
}
