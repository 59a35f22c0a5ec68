import { Button } from '@mantine/core';
import { IconFilterOff, IconMessages } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { ChoiceChip } from './choice-chip.tsx';
import { useContacts } from './contacts.queries.ts';
import { sortNames } from './contacts.search.ts';
import { ContactsLive } from './contacts-live.tsx';
import classes from './contacts-screen.module.css';
import { ContactsTable } from './contacts-table.tsx';
import { FilterBar, isFiltered, noFilter } from './filter-bar.tsx';
import { SearchField } from './search-field.tsx';

const route = getRouteApi('/app/contacts');
const sorts = Object.entries(sortNames)
  .filter(([value]) => value !== 'recent')
  .map(([value, label]) => ({ value, label }));

/** Everybody, as a table. */
export function ContactsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useContacts(search);
  const filtered = isFiltered(search) || search.stageId !== undefined;
  const change = (fields: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...fields }), replace: true });
  const clear = () => change({ ...noFilter, stageId: undefined, pipelineId: undefined });
  return (
    <Page
      title="Contacts"
      width="full"
      actions={
        <SearchField
          value={search.q ?? ''}
          label="Find contacts"
          onChange={(q) => change({ q: q || undefined })}
        />
      }
    >
      <ContactsLive />
      <div className={classes['screen']}>
        <div className={classes['tools']}>
          <ChoiceChip
            label="Sort"
            choices={sorts}
            otherwise={sortNames.recent}
            value={search.sort}
            onChange={(sort) => change({ sort: sort as keyof typeof sortNames | undefined })}
          />
          <StageChip
            stageId={search.stageId}
            onChange={(stageId) => change({ stageId, pipelineId: undefined })}
          />
          <FilterBar filter={search} onChange={change} />
        </div>
        <Loaded
          query={query}
          skeleton={
            <div style={{ padding: 24 }}>
              <SkeletonRows rows={10} withAvatar />
            </div>
          }
        >
          {({ pages }) => {
            const contacts: ContactCard[] = pages.flatMap(({ items }) => items);
            return contacts.length === 0 ? (
              <NoContacts filtered={filtered} onClear={clear} />
            ) : (
              <ContactsTable
                contacts={contacts}
                sort={search.sort ?? 'recent'}
                onSort={(sort) => change({ sort })}
                hasMore={query.hasNextPage}
                onMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
              />
            );
          }}
        </Loaded>
      </div>
    </Page>
  );
}

type StageChipProps = {
  stageId: string | undefined;
  onChange: (stageId: string | undefined) => void;
};

function StageChip({ stageId, onChange }: StageChipProps) {
  const pipelines = usePipelines().data ?? [];
  const choices = pipelines.flatMap(({ name: pipeline, stages }) =>
    stages.map(({ id, name }) => ({
      value: id,
      label: pipelines.length > 1 ? `${pipeline}: ${name}` : name,
    })),
  );
  return (
    <ChoiceChip
      label="Stage"
      choices={[{ value: 'none', label: 'Incoming' }, ...choices]}
      value={stageId}
      onChange={onChange}
    />
  );
}

function NoContacts({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="No contact fits"
        actions={
          <Button variant="default" onClick={onClear}>
            Clear search and filters
          </Button>
        }
      >
        Nobody matches the search and the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMessages}
      title="Nobody has written yet"
      actions={
        <Button component={Link} to="/integrations">
          Connect a page or the sandbox
        </Button>
      }
    >
      Everybody who writes to a connected page becomes a contact.
    </EmptyState>
  );
}
