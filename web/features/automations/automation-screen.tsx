import { Anchor, Button, Skeleton, Stack, Tabs } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Automation } from '../../../src/contracts/automations.ts';
import { ApiProblem } from '../../api/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useActiveInView } from '../../ui/use-active-in-view.ts';
import { AutomationMenu } from './automation-menu.tsx';
import classes from './automation-screen.module.css';
import { AutomationStatus } from './automation-status.tsx';
import { AutomationSwitch } from './automation-switch.tsx';
import { useAutomation } from './automations.queries.ts';
import { tabNames } from './automations.search.ts';
import { Overview } from './overview.tsx';
import { useAutomationsLive } from './use-automations-live.ts';

const route = getRouteApi('/app/automations/$automationId');

type Tab = keyof typeof tabNames;
type PanelProps = { automation: Automation };

const panels: Record<Exclude<Tab, 'overview'>, React.ComponentType<PanelProps>> = {
  runs: lazy(() => import('./automation-runs.tsx')),
  analytics: lazy(() => import('./analytics-panel.tsx')),
  test: lazy(() => import('./test-panel.tsx')),
  settings: lazy(() => import('./settings-panel.tsx')),
  versions: lazy(() => import('./versions-panel.tsx')),
  definition: lazy(() => import('./definition-panel.tsx')),
};

/** One automation: what it does, how it does, and everything about it. */
export function AutomationScreen() {
  const { automationId } = route.useParams();
  const query = useAutomation(automationId);
  const navigate = useNavigate();
  useAutomationsLive();
  const isGone = query.error instanceof ApiProblem && query.error.status === 404;
  const automation = query.data;
  return (
    <Page
      title={automation?.name ?? 'Automation'}
      {...(automation && { aside: <Aside automation={automation} /> })}
      actions={
        <>
          <Anchor component={Link} to="/automations">
            All automations
          </Anchor>
          {automation && (
            <AutomationMenu
              automation={automation}
              onDeleted={() => void navigate({ to: '/automations' })}
            />
          )}
        </>
      }
    >
      {isGone ? (
        <EmptyState
          icon={IconBolt}
          title="This automation does not exist"
          actions={
            <Button component={Link} to="/automations">
              All automations
            </Button>
          }
        >
          It may have been deleted, or it belongs to another workspace.
        </EmptyState>
      ) : (
        <Loaded query={query}>{(found) => <Tabbed key={found.id} automation={found} />}</Loaded>
      )}
    </Page>
  );
}

function Aside({ automation }: PanelProps) {
  return (
    <>
      {automation.version !== null && <AutomationSwitch automation={automation} />}
      <AutomationStatus automation={automation} />
    </>
  );
}

function Tabbed({ automation }: PanelProps) {
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const row = useActiveInView<HTMLDivElement>(tab, '[data-active]');
  const open = (next: string | null) =>
    void navigate({
      search: next === null || next === 'overview' ? {} : { tab: next as Tab },
      replace: true,
    });
  return (
    <Tabs
      value={tab}
      onChange={open}
      keepMounted={false}
      classNames={{ list: classes['tabs'] ?? '' }}
    >
      <Tabs.List mb="lg" ref={row}>
        {Object.entries(tabNames).map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        {tab === 'overview' ? (
          <Overview automation={automation} onEdit={() => open('definition')} />
        ) : (
          <Waiting>
            <Panel tab={tab} automation={automation} />
          </Waiting>
        )}
      </Tabs.Panel>
    </Tabs>
  );
}

function Panel({ tab, automation }: PanelProps & { tab: Exclude<Tab, 'overview'> }) {
  const Shown = panels[tab];
  return <Shown automation={automation} />;
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <Stack gap="md" aria-busy="true">
          <Skeleton height={16} width="40%" />
          <Skeleton height={120} />
        </Stack>
      }
    >
      {children}
    </Suspense>
  );
}
