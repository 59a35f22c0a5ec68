import { Button } from '@mantine/core';
import { IconBriefcase, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import { SearchField } from '../contacts/search-field.tsx';
import { LoadMore } from '../work/load-more.tsx';
import { useWorkLive } from '../work/use-work-live.ts';
import classes from '../work/work-list.module.css';
import { JobDrawer, NewJobDrawer } from './job-drawer.tsx';
import { JobRow } from './job-row.tsx';
import { useJobs } from './jobs.queries.ts';
import { isFiltered, type JobsSearch, jobQuery } from './jobs.search.ts';
import { JobsFilter, noJobFilter } from './jobs-filter.tsx';

const route = getRouteApi('/app/jobs');

/** Field service: what is done for clients, where it stands. */
export function JobsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useJobs(jobQuery(search));
  const mayChange = useMay('agent');
  useWorkLive('jobs');
  const change = (fields: JobsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...fields }), replace: true });
  const open = (job: string) => void navigate({ search: (old) => ({ ...old, job }) });
  const startNew = () => mayChange && change({ new: true });
  useShortcuts('Jobs', [{ keys: 'n', label: 'New job', run: startNew }]);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={15} />} onClick={startNew}>
      New job
    </Button>
  );
  return (
    <Page
      title="Jobs"
      actions={
        <>
          <SearchField
            value={search.q ?? ''}
            label="Find jobs"
            onChange={(q) => change({ q: q || undefined })}
          />
          {add}
        </>
      }
    >
      <JobsFilter search={search} onChange={change} />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const jobs = pages.flatMap(({ items }) => items);
          if (jobs.length === 0) {
            return isFiltered(search) ? (
              <NothingFits onClear={() => change(noJobFilter)} />
            ) : (
              <EmptyState icon={IconBriefcase} title="No job yet" actions={add}>
                A job is work for a client: when, where, for how much. Automations can write to the
                client when you set it to completed.
              </EmptyState>
            );
          }
          return (
            <>
              <ul className={classes['list']} aria-label="Jobs">
                {jobs.map((job) => (
                  <JobRow key={job.id} job={job} mayChange={mayChange} onOpen={open} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
      {search.job && (
        <JobDrawer key={search.job} jobId={search.job} onClose={() => change({ job: undefined })} />
      )}
      {search.new && mayChange && (
        <NewJobDrawer contact={null} onClose={() => change({ new: undefined })} />
      )}
    </Page>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFilterOff}
      title="No job fits"
      actions={
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      }
    >
      Nothing matches the search and the filters.
    </EmptyState>
  );
}
