import { Button, Stack, Text } from '@mantine/core';
import type { Sync } from '../../../src/contracts/pages.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useNow } from '../../ui/use-now.ts';
import { describeSync } from './sync.rules.ts';
import { useSyncHistory } from './syncs.queries.ts';

const kinds: Record<Sync['kind'], string> = {
  full: 'Everything',
  incremental: 'What was new',
  retry: 'Retry of failed',
};

export function SyncHistory({ pageId }: { pageId: string }) {
  const query = useSyncHistory(pageId);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const syncs = pages.flatMap((page) => page.items);
        if (syncs.length === 0) return <Text c="dimmed">This page was never synced.</Text>;
        return (
          <Stack gap="sm">
            {syncs.map((sync) => (
              <HistoryEntry key={sync.id} sync={sync} />
            ))}
            {query.hasNextPage && (
              <Button
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show earlier ones
              </Button>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function HistoryEntry({ sync }: { sync: Sync }) {
  const { tone, title, notes } = describeSync(sync, useNow());
  return (
    <div>
      <StatusDot tone={tone}>{title}</StatusDot>
      <Text size="xs" c="dimmed" pl={14}>
        {kinds[sync.kind]} · <TimeAgo at={sync.createdAt} />
        {duration(sync)}
      </Text>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed" pl={14}>
          {note}
        </Text>
      ))}
    </div>
  );
}

function duration({ startedAt, completedAt }: Sync): string {
  if (!startedAt || !completedAt) return '';
  const seconds = Math.round((Date.parse(completedAt) - Date.parse(startedAt)) / 1000);
  return seconds < 120 ? ` · took ${seconds} s` : ` · took ${Math.round(seconds / 60)} minutes`;
}
