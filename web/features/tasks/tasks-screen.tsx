import { Button } from '@mantine/core';
import { IconFilterOff, IconListCheck, IconPlus } from '@tabler/icons-react';
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
import { NewTaskDrawer, TaskDrawer } from './task-drawer.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks.queries.ts';
import { isFiltered, type TasksSearch, taskQuery } from './tasks.search.ts';
import { noTaskFilter, TasksFilter } from './tasks-filter.tsx';

const route = getRouteApi('/app/tasks');

/** What is to be done, by whom and until when. */
export function TasksScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useTasks(taskQuery(search));
  const mayChange = useMay('agent');
  useWorkLive('tasks');
  const change = (fields: TasksSearch) =>
    void navigate({ search: (old) => ({ ...old, ...fields }), replace: true });
  const open = (task: string) => void navigate({ search: (old) => ({ ...old, task }) });
  const startNew = () => mayChange && change({ new: true });
  useShortcuts('Tasks', [{ keys: 'n', label: 'New task', run: startNew }]);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={15} />} onClick={startNew}>
      New task
    </Button>
  );
  return (
    <Page
      title="Tasks"
      actions={
        <>
          <SearchField
            value={search.q ?? ''}
            label="Find tasks"
            onChange={(q) => change({ q: q || undefined })}
          />
          {add}
        </>
      }
    >
      <TasksFilter search={search} onChange={change} />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const tasks = pages.flatMap(({ items }) => items);
          if (tasks.length === 0) {
            return isFiltered(search) ? (
              <NothingFits onClear={() => change(noTaskFilter)} />
            ) : (
              <EmptyState icon={IconListCheck} title="Nothing to do" actions={add}>
                Tasks that people add or automations create stand here, the most pressing first.
              </EmptyState>
            );
          }
          return (
            <>
              <ul className={classes['list']} aria-label="Tasks">
                {tasks.map((task) => (
                  <TaskRow key={task.id} task={task} mayChange={mayChange} onOpen={open} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
      {search.task && (
        <TaskDrawer
          key={search.task}
          taskId={search.task}
          onClose={() => change({ task: undefined })}
        />
      )}
      {search.new && mayChange && (
        <NewTaskDrawer contact={null} onClose={() => change({ new: undefined })} />
      )}
    </Page>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFilterOff}
      title="No task fits"
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
