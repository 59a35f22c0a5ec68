import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { useMay } from '../accounts/roles.ts';
import { isActive } from './sync.rules.ts';
import { useCancelSync, useStartSync } from './syncs.queries.ts';

type Props = { page: ConnectedPage };

/** Sync now, everything again, or stop. */
export function SyncButton({ page }: Props) {
  const start = useStartSync(page.id);
  const cancel = useCancelSync();
  const sync = page.latestSync;
  if (!useMay('agent')) return null;
  if (sync && isActive(sync)) {
    return (
      <Tooltip label="Cancel the sync">
        <ActionIcon
          aria-label={`Cancel the sync of ${page.name}`}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(sync.id)}
        >
          <IconPlayerStop size={16} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <>
      <Tooltip label="Sync what is new">
        <ActionIcon
          aria-label={`Sync ${page.name}`}
          loading={start.isPending}
          onClick={() => start.mutate(undefined)}
        >
          <IconRefresh size={16} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`More for ${page.name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => start.mutate('incremental')}>Sync what is new</Menu.Item>
          <Menu.Item onClick={() => start.mutate('full')}>Sync everything again</Menu.Item>
          {page.openErrorCount > 0 && (
            <Menu.Item onClick={() => start.mutate('retry')}>
              Retry {page.openErrorCount} failed
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
