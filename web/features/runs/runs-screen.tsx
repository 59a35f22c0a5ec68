import { Button } from '@mantine/core';
import { IconBolt, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AutomationNav } from '../automations/automation-nav.tsx';
import { useAutomationsLive } from '../automations/use-automations-live.ts';
import { SearchField } from '../contacts/search-field.tsx';
import { RunsFilter } from './runs-filter.tsx';
import { RunsList } from './runs-list.tsx';
import classes from './runs-screen.module.css';

const route = getRouteApi('/app/runs');

/** Every run of every automation: found by what it was, where it is and what it said. */
export function RunsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useAutomationsLive();
  const isFiltered = Object.keys(search).length > 0;
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  return (
    <Page
      title="Runs"
      actions={
        <SearchField
          value={search.q ?? ''}
          label="Search in runs"
          onChange={(text) => put({ q: text || undefined })}
        />
      }
    >
      <AutomationNav />
      <search className={classes['tools']} aria-label="Filters">
        <RunsFilter search={search} onChange={put} />
        {isFiltered && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => void navigate({ search: {}, replace: true })}
          >
            Clear
          </Button>
        )}
      </search>
      <RunsList
        search={search}
        empty={
          isFiltered ? (
            <EmptyState icon={IconSearchOff} title="No run fits">
              Clear a filter, or ask under “Why did it not run?” why there is none.
            </EmptyState>
          ) : (
            <EmptyState
              icon={IconBolt}
              title="Nothing has run yet"
              actions={
                <Button component={Link} to="/automations">
                  Automations
                </Button>
              }
            >
              As soon as something happens that an automation listens to, its run appears here by
              itself.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
