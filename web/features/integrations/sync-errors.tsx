import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Loaded } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useSyncErrors } from './syncs.queries.ts';

type Props = { syncId: string; openCount: number; onRetry?: () => void };

/** Conversations that could not be read, with the reason of each. */
export function SyncErrors({ syncId, openCount, onRetry }: Props) {
  const query = useSyncErrors(syncId);
  return (
    <section aria-label="Failed conversations">
      <Group justify="space-between" mb="xs">
        <Title order={3}>{openCount} failed</Title>
        {onRetry && (
          <Button variant="light" size="compact-sm" onClick={onRetry}>
            Retry only these
          </Button>
        )}
      </Group>
      <Loaded query={query}>
        {({ pages }) => (
          <Stack gap="xs">
            {pages
              .flatMap((page) => page.items)
              .map((error) => (
                <div key={error.id}>
                  <Text td={error.resolvedAt ? 'line-through' : 'none'}>{error.message}</Text>
                  <Text size="xs" c="dimmed">
                    {error.platform} · conversation {error.externalId}
                    {error.code && ` · code ${error.code}`} · <TimeAgo at={error.createdAt} />
                    {error.resolvedAt && ' · read since'}
                  </Text>
                </div>
              ))}
            {query.hasNextPage && (
              <Button
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show more
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
