import { Button, Select } from '@mantine/core';
import { IconBolt, IconGauge, IconSparkles } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import { SearchField } from '../contacts/search-field.tsx';
import { AutomationNav } from './automation-nav.tsx';
import { AutomationTable } from './automation-table.tsx';
import { useAutomations } from './automations.queries.ts';
import { sortNames, statusNames } from './automations.search.ts';
import classes from './automations-screen.module.css';
import { DashboardStrip } from './dashboard-strip.tsx';
import { FolderList } from './folder-list.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { NewAutomationButton } from './new-automation-button.tsx';
import { useAutomationsLive } from './use-automations-live.ts';

const route = getRouteApi('/app/automations');
const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** All automations: how they do, what they did lately, and their switches. */
export function AutomationsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [limiting, setLimiting] = useState(false);
  const mayChange = useMay('agent');
  const query = useAutomations(search);
  useAutomationsLive();
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const { q, status, folderId } = search;
  const isFiltered = [q, status, folderId].some((value) => value !== undefined);
  return (
    <Page
      title="Automations"
      actions={
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconGauge size={15} />}
            onClick={() => setLimiting(true)}
          >
            Limits
          </Button>
          {mayChange && <NewAutomationButton />}
        </>
      }
    >
      <AutomationNav />
      <DashboardStrip />
      <div className={classes['body']}>
        <FolderList folderId={folderId} onChoose={(id) => put({ folderId: id })} />
        <div className={classes['main']}>
          <search className={classes['tools']} aria-label="Filters">
            <SearchField
              value={q ?? ''}
              label="Search automations"
              onChange={(text) => put({ q: text || undefined })}
            />
            <Select
              aria-label="Status"
              placeholder="Any status"
              clearable
              w={128}
              data={optionsOf(statusNames)}
              value={status ?? null}
              onChange={(next) =>
                put({ status: (next as keyof typeof statusNames | null) ?? undefined })
              }
            />
            <Select
              aria-label="Order"
              allowDeselect={false}
              w={128}
              data={optionsOf(sortNames)}
              value={search.sort ?? 'recent'}
              onChange={(next) =>
                put({ sort: (next as keyof typeof sortNames | null) ?? undefined })
              }
            />
          </search>
          <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              if (items.length === 0) {
                return isFiltered ? (
                  <EmptyState
                    icon={IconBolt}
                    title="No automation fits"
                    actions={
                      <Button
                        variant="default"
                        onClick={() => void navigate({ search: {}, replace: true })}
                      >
                        Clear the filters
                      </Button>
                    }
                  >
                    Look in another folder, or search for another word.
                  </EmptyState>
                ) : (
                  <NoAutomation mayChange={mayChange} />
                );
              }
              return (
                <>
                  <AutomationTable automations={items} />
                  {query.hasNextPage && (
                    <Button
                      variant="subtle"
                      fullWidth
                      mt="sm"
                      loading={query.isFetchingNextPage}
                      onClick={() => query.fetchNextPage()}
                    >
                      Show more
                    </Button>
                  )}
                </>
              );
            }}
          </Loaded>
        </div>
      </div>
      {limiting && <LimitsDialog onClose={() => setLimiting(false)} />}
    </Page>
  );
}

function NoAutomation({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState
      icon={IconBolt}
      title="Nothing happens by itself yet"
      actions={
        mayChange && (
          <Button component={Link} to="/recipes" leftSection={<IconSparkles size={15} />}>
            Choose a recipe
          </Button>
        )
      }
    >
      An automation does something the moment anything changes: thanks a client when a job is done,
      reminds of an appointment, gives the team a task. Recipes are ready in a minute.
    </EmptyState>
  );
}
