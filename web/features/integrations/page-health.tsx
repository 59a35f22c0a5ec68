import { Alert, Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { Fact } from '../../ui/fact.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useMay } from '../accounts/roles.ts';
import { ConnectButton } from './connect-button.tsx';
import { DisconnectPage } from './disconnect-page.tsx';
import { SelfTest } from './self-test.tsx';

type Props = { page: ConnectedPage };

/** Whether the connection works, what it may do, and how to renew or end it. */
export function PageHealth({ page }: Props) {
  const maySetUp = useMay('admin');
  return (
    <Stack gap="lg">
      {page.status === 'needs_reconnect' && (
        <Alert color="red" title="Facebook no longer lets us in">
          <Text mb="sm">{page.problem ?? 'The access to this page has ended.'}</Text>
          {maySetUp && <ConnectButton label="Reconnect" />}
        </Alert>
      )}
      <dl style={{ margin: 0 }}>
        <Fact label="Status">
          <Status page={page} />
        </Fact>
        <Fact label="Page">{page.externalId}</Fact>
        <Fact label="Instagram">
          {page.instagramUsername ? `@${page.instagramUsername}` : 'No account linked on Facebook'}
        </Fact>
        <Fact label="Connected">
          <TimeAgo at={page.connectedAt} />
        </Fact>
        <Fact label="Messages by webhook">
          {page.subscribedAt ? (
            <>
              subscribed <TimeAgo at={page.subscribedAt} />
            </>
          ) : (
            'not subscribed: new messages come only with a sync'
          )}
        </Fact>
        <Fact label="Last webhook">
          {page.webhookSeenAt ? <TimeAgo at={page.webhookSeenAt} /> : 'none yet'}
        </Fact>
      </dl>
      <Scopes title="Permissions" names={page.scopes} />
      <Scopes title="Your tasks on the page" names={page.tasks} />
      {page.status !== 'disconnected' && <SelfTest pageId={page.id} />}
      {maySetUp && page.status === 'connected' && (
        <section aria-label="Reconnect">
          <Title order={3}>Reconnect</Title>
          <Text c="dimmed" mb="xs">
            Renews the access through Facebook. Contacts, messages and settings stay.
          </Text>
          <ConnectButton label="Reconnect" variant="default" />
        </section>
      )}
      {maySetUp && page.status === 'disconnected' && <ConnectButton label="Connect again" />}
      {maySetUp && page.status !== 'disconnected' && <DisconnectPage page={page} />}
    </Stack>
  );
}

function Status({ page }: Props) {
  if (page.status === 'connected') return <StatusDot tone="good">Connected</StatusDot>;
  if (page.status === 'disconnected') return <StatusDot tone="quiet">Disconnected</StatusDot>;
  return <StatusDot tone="bad">Needs attention</StatusDot>;
}

function Scopes({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {names.length === 0 ? (
        <Text c="dimmed">None</Text>
      ) : (
        <Group gap={6}>
          {names.map((name) => (
            <Badge key={name} color="gray">
              {name}
            </Badge>
          ))}
        </Group>
      )}
    </section>
  );
}
