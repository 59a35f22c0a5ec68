import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useMay } from '../accounts/roles.ts';
import { isActive } from './sync.rules.ts';
import { SyncErrors } from './sync-errors.tsx';
import { SyncHistory } from './sync-history.tsx';
import { SyncState } from './sync-state.tsx';
import { useCancelSync, useStartSync } from './syncs.queries.ts';

type Props = { page: ConnectedPage };

/** The latest sync, what failed in it, and the ones before. */
export function PageSync({ page }: Props) {
  const start = useStartSync(page.id);
  const cancel = useCancelSync();
  const mayWork = useMay('agent') && page.status === 'connected';
  const sync = page.latestSync;
  return (
    <Stack gap="lg">
      <div>
        <SyncState sync={sync} />
        {page.nextSyncAt && page.autoSync && (
          <Text size="xs" c="dimmed" mt={4}>
            Next by itself <TimeAgo at={page.nextSyncAt} />
          </Text>
        )}
      </div>
      {mayWork && sync && isActive(sync) && (
        <Group>
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(sync.id)}
          >
            Cancel
          </Button>
        </Group>
      )}
      {mayWork && !isActive(sync) && (
        <Group gap="xs">
          <Button loading={start.isPending} onClick={() => start.mutate('incremental')}>
            Sync what is new
          </Button>
          <Button variant="default" disabled={start.isPending} onClick={() => start.mutate('full')}>
            Sync everything again
          </Button>
        </Group>
      )}
      {sync && page.openErrorCount > 0 && (
        <SyncErrors
          syncId={sync.id}
          openCount={page.openErrorCount}
          {...(mayWork && !isActive(sync) ? { onRetry: () => start.mutate('retry') } : {})}
        />
      )}
      <section aria-label="History">
        <Title order={3} mb="xs">
          History
        </Title>
        <SyncHistory pageId={page.id} />
      </section>
    </Stack>
  );
}
