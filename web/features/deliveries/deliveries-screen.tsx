import { Button, Select, Text } from '@mantine/core';
import { IconKey, IconSearchOff, IconSend } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Delivery } from '../../../src/contracts/deliveries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useMay } from '../accounts/roles.ts';
import { AutomationNav } from '../automations/automation-nav.tsx';
import { useAutomationNames } from '../automations/automations.queries.ts';
import { useAutomationsLive } from '../automations/use-automations-live.ts';
import { SearchField } from '../contacts/search-field.tsx';
import runs from '../runs/runs-screen.module.css';
import table from '../runs/runs-table.module.css';
import { useDeliveries } from './deliveries.queries.ts';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { channelNames, deliveryWords } from './delivery-words.ts';
import { SecretDialog } from './secret-dialog.tsx';

const route = getRouteApi('/app/deliveries');
const channels = Object.entries(channelNames).map(([value, label]) => ({ value, label }));
const statuses = Object.entries(deliveryWords).map(([value, { label }]) => ({ value, label }));

/** Everything that automations send, and whether it arrived. */
export function DeliveriesScreen() {
  const { delivery, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const [showsSecret, setShowsSecret] = useState(false);
  const maySetUp = useMay('admin');
  const query = useDeliveries(filter);
  useAutomationsLive();
  const automations = useAutomationNames().data ?? [];
  type Search = ReturnType<typeof route.useSearch>;
  const put = (change: { [K in keyof Search]?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...(change as Search) }), replace: true });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page
      title="Deliveries"
      actions={
        <>
          {maySetUp && (
            <Button
              variant="default"
              leftSection={<IconKey size={15} />}
              onClick={() => setShowsSecret(true)}
            >
              Signing secret
            </Button>
          )}
          <SearchField
            value={filter.q ?? ''}
            label="Search recipients"
            onChange={(text) => put({ q: text || undefined })}
          />
        </>
      }
    >
      <AutomationNav />
      <search className={runs['tools']} aria-label="Filters">
        <Select
          aria-label="Channel"
          placeholder="Any channel"
          clearable
          w={140}
          data={channels}
          value={filter.channel ?? null}
          onChange={(channel) => put({ channel: channel ?? undefined })}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          w={140}
          data={statuses}
          value={filter.status ?? null}
          onChange={(status) => put({ status: status ?? undefined })}
        />
        <Select
          aria-label="Automation"
          placeholder="Any automation"
          clearable
          searchable
          w={220}
          data={automations.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.automationId ?? null}
          onChange={(automationId) => put({ automationId: automationId ?? undefined })}
        />
      </search>
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing isFiltered={isFiltered} />;
          return (
            <>
              <Rows deliveries={items} onOpen={(id) => put({ delivery: id })} />
              {query.hasNextPage && (
                <Button
                  variant="subtle"
                  fullWidth
                  mt="sm"
                  loading={query.isFetchingNextPage}
                  onClick={() => query.fetchNextPage()}
                >
                  Show earlier ones
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
      {delivery && (
        <DeliveryDrawer
          key={delivery}
          deliveryId={delivery}
          onClose={() => put({ delivery: undefined })}
        />
      )}
      {showsSecret && <SecretDialog onClose={() => setShowsSecret(false)} />}
    </Page>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={IconSearchOff} title="No delivery fits">
      Clear a filter to see more.
    </EmptyState>
  ) : (
    <EmptyState icon={IconSend} title="Nothing was sent yet">
      E-mails, SMS, chat messages and webhooks of automations stand here, with every attempt.
    </EmptyState>
  );
}

type RowsProps = { deliveries: readonly Delivery[]; onOpen: (id: string) => void };

function Rows({ deliveries, onOpen }: RowsProps) {
  return (
    <table className={table['table']}>
      <thead>
        <tr>
          <th>To</th>
          <th className={table['status']}>Status</th>
          <th className={table['wide']} style={{ width: 96 }}>
            Attempts
          </th>
          <th className={table['medium']} style={{ width: 128 }}>
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, channel, recipient, status, error, attempts, createdAt }) => (
          <tr key={id} className={table['row']}>
            <td>
              <button
                type="button"
                className={table['name']}
                style={{
                  padding: 0,
                  border: 0,
                  background: 'none',
                  font: 'inherit',
                  fontWeight: 500,
                  cursor: 'pointer',
                  textAlign: 'left',
                  overflowWrap: 'anywhere',
                }}
                onClick={() => onOpen(id)}
              >
                {recipient}
              </button>
              <Text size="xs" c="dimmed">
                {channelNames[channel]}
                <span className={table['phone']}>
                  <TimeAgo at={createdAt} />
                </span>
              </Text>
            </td>
            <td>
              <DeliveryState status={status} />
              {error && (
                <Text size="xs" c="dimmed" lineClamp={2} title={error}>
                  {error}
                </Text>
              )}
            </td>
            <td className={table['wide']}>{attempts}</td>
            <td className={table['medium']}>
              <Text c="dimmed">
                <TimeAgo at={createdAt} />
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
