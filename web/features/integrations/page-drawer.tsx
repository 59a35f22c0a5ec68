import { Drawer, Tabs, Text } from '@mantine/core';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHealth } from './page-health.tsx';
import { PageSettingsForm } from './page-settings-form.tsx';
import { PageSync } from './page-sync.tsx';
import { usePage } from './pages.queries.ts';

type Props = { pageId: string; onClose: () => void };

/** Everything about one connected page. */
export function PageDrawer({ pageId, onClose }: Props) {
  const query = usePage(pageId);
  return (
    <Drawer
      opened
      onClose={onClose}
      size={576}
      title={
        <Text fw={600} size="md">
          {query.data?.name ?? 'Page'}
        </Text>
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={query}>{(page) => <Tabbed page={page} />}</Loaded>
    </Drawer>
  );
}

function Tabbed({ page }: { page: ConnectedPage }) {
  return (
    <Tabs defaultValue={page.status === 'connected' ? 'sync' : 'health'} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="sync">Sync</Tabs.Tab>
        <Tabs.Tab value="placement">Automatic placement</Tabs.Tab>
        <Tabs.Tab value="health">Connection</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="sync">
        <PageSync page={page} />
      </Tabs.Panel>
      <Tabs.Panel value="placement">
        <PageSettingsForm page={page} />
      </Tabs.Panel>
      <Tabs.Panel value="health">
        <PageHealth page={page} />
      </Tabs.Panel>
    </Tabs>
  );
}
