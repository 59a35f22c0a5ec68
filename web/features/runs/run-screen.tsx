import { Anchor, Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useAutomationsLive } from '../automations/use-automations-live.ts';
import { RunActions } from './run-actions.tsx';
import { RunFacts } from './run-facts.tsx';
import classes from './run-screen.module.css';
import { RunStatus } from './run-status.tsx';
import { RunTimeline } from './run-timeline.tsx';
import { useRun } from './runs.queries.ts';

const route = getRouteApi('/app/runs/$runId');

/** One run: what started it, what each step did, and what can be done about it. Live. */
export function RunScreen() {
  const { runId } = route.useParams();
  const query = useRun(runId);
  useAutomationsLive();
  const isGone = query.error instanceof ApiProblem && query.error.status === 404;
  const run = query.data;
  return (
    <Page
      title={run?.automationName ?? 'Run'}
      {...(run && { aside: <RunStatus status={run.status} /> })}
      actions={
        <>
          <Anchor component={Link} to="/runs">
            All runs
          </Anchor>
          {run && <RunActions run={run} />}
        </>
      }
    >
      {isGone ? (
        <EmptyState
          icon={IconBolt}
          title="This run does not exist"
          actions={
            <Button component={Link} to="/runs">
              All runs
            </Button>
          }
        >
          It went with its automation, or it belongs to another workspace.
        </EmptyState>
      ) : (
        <Loaded query={query}>
          {(found) => (
            <div className={classes['columns']}>
              <section aria-label="Steps">
                <RunTimeline run={found} />
              </section>
              <aside aria-label="About this run">
                <RunFacts run={found} />
              </aside>
            </div>
          )}
        </Loaded>
      )}
    </Page>
  );
}
