import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Loaded } from '../../ui/loaded.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMay } from '../accounts/roles.ts';
import { useRuns } from './runs.queries.ts';
import type { RunsSearch } from './runs.search.ts';
import { RunsBulkBar } from './runs-bulk-bar.tsx';
import { RunsTable } from './runs-table.tsx';

type Props = { search: RunsSearch; empty: ReactNode; withAutomation?: boolean };

/** Runs that a search finds, chosen singly or all, with more on demand. */
export function RunsList({ search, empty, withAutomation = true }: Props) {
  const query = useRuns(search);
  const mayChange = useMay('agent');
  const [chosen, setChosen] = useState<string[]>([]);
  useShortcuts('Runs', [{ keys: 'Escape', label: 'Choose nothing', run: () => setChosen([]) }]);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
      {({ pages }) => {
        const runs = pages.flatMap((page) => page.items);
        const shown = new Set(runs.map(({ id }) => id));
        const still = chosen.filter((id) => shown.has(id));
        if (runs.length === 0) return empty;
        return (
          <>
            <RunsTable
              runs={runs}
              chosen={still}
              onChoose={setChosen}
              mayChange={mayChange}
              withAutomation={withAutomation}
            />
            {query.hasNextPage && (
              <Button
                variant="subtle"
                fullWidth
                mt="sm"
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show earlier runs
              </Button>
            )}
            <RunsBulkBar ids={still} onClear={() => setChosen([])} />
          </>
        );
      }}
    </Loaded>
  );
}
