import { Button, Select, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useMembers } from '../team/team.queries.ts';
import { useAudit } from './audit.queries.ts';
import { subjectNames } from './audit.search.ts';
import { AuditRow } from './audit-row.tsx';

const route = getRouteApi('/app/audit');
const subjects = Object.entries(subjectNames).map(([value, label]) => ({ value, label }));

/** Who changed what, from what to what, and when. */
export function AuditScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useAudit(search);
  const filtered = Object.values(search).some((value) => value !== undefined);
  const members = useMembers().data ?? [];
  const actors = [
    ...members.map(({ id, name }) => ({ value: `member:${id}`, label: name })),
    { value: 'analysis', label: 'Analysis' },
    { value: 'sync', label: 'Sync' },
    { value: 'webhook', label: 'Incoming message' },
    { value: 'system', label: 'Switchyard' },
  ];
  return (
    <Page
      title="Audit"
      actions={
        <>
          {filtered && (
            <Button variant="subtle" color="gray" onClick={() => void navigate({ search: {} })}>
              Clear filters
            </Button>
          )}
          <Select
            aria-label="What was changed"
            placeholder="Everything"
            clearable
            w={152}
            data={subjects}
            value={search.subjectType ?? null}
            onChange={(subjectType) =>
              void navigate({
                search: (old) => ({
                  ...old,
                  subjectType: subjectType as keyof typeof subjectNames,
                }),
              })
            }
          />
          <Select
            aria-label="Who changed it"
            placeholder="Everybody"
            clearable
            searchable
            w={176}
            data={actors}
            value={search.actor ?? null}
            onChange={(actor) =>
              void navigate({ search: (old) => ({ ...old, actor: actor ?? undefined }) })
            }
          />
        </>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0) {
            return (
              <EmptyState icon={IconHistory} title="No change found">
                {filtered
                  ? 'Nothing fits these filters.'
                  : 'Every change to contacts and settings will stand here, with who made it.'}
              </EmptyState>
            );
          }
          return (
            <Stack gap={0}>
              {entries.map((entry) => (
                <AuditRow key={entry.id} entry={entry} />
              ))}
              {query.hasNextPage && (
                <Button
                  variant="subtle"
                  mt="sm"
                  loading={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                >
                  Show earlier changes
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
