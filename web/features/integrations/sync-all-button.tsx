import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMay } from '../accounts/roles.ts';
import { useSyncAll } from './syncs.queries.ts';

export function SyncAllButton() {
  const syncAll = useSyncAll();
  if (!useMay('agent')) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={15} />}
      loading={syncAll.isPending}
      onClick={() => syncAll.mutate()}
    >
      Sync all
    </Button>
  );
}
