import { Anchor, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DeliveryDetails } from '../../../src/contracts/deliveries.ts';
import { Fact } from '../../ui/fact.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { JsonDetails } from '../runs/json-details.tsx';
import { useChangeDelivery, useDelivery } from './deliveries.queries.ts';
import { DeliveryState } from './delivery-state.tsx';
import { channelNames, deliveryWords } from './delivery-words.ts';

type Props = { deliveryId: string; onClose: () => void };

/** One message or webhook: what was sent, what came back, and every attempt. */
export function DeliveryDrawer({ deliveryId, onClose }: Props) {
  const query = useDelivery(deliveryId);
  return (
    <Drawer
      opened
      onClose={onClose}
      size={560}
      title={
        <Text fw={600} size="md">
          {query.data ? channelNames[query.data.channel] : 'Delivery'}
        </Text>
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={query}>{(delivery) => <Details delivery={delivery} />}</Loaded>
    </Drawer>
  );
}

function Details({ delivery }: { delivery: DeliveryDetails }) {
  const { runId, contactId, error, nextAttemptAt, attemptLog, status } = delivery;
  return (
    <Stack gap="lg">
      <div>
        <DeliveryState status={status} />
        <Text c="dimmed">{error ?? deliveryWords[status].help}</Text>
      </div>
      <dl style={{ margin: 0 }}>
        <Fact label="To">{delivery.recipient}</Fact>
        <Fact label="Made">
          <TimeAgo at={delivery.createdAt} />
        </Fact>
        {nextAttemptAt && (
          <Fact label="Next try">
            <TimeAgo at={nextAttemptAt} />
          </Fact>
        )}
        {runId && (
          <Fact label="Sent by">
            <Anchor component={Link} size="sm" underline="always" to={`/runs/${runId}`}>
              A run of its automation
            </Anchor>
          </Fact>
        )}
        {contactId && (
          <Fact label="Contact">
            <Anchor component={Link} size="sm" underline="always" to={`/contacts/${contactId}`}>
              Open the contact
            </Anchor>
          </Fact>
        )}
      </dl>
      <Actions delivery={delivery} />
      <div>
        <JsonDetails
          label="What is sent"
          value={delivery.request}
          inWords={delivery.channel !== 'webhook'}
        />
        <JsonDetails label="What came back" value={delivery.response} />
      </div>
      <section aria-label="Attempts">
        <Title order={2} mb="xs">
          Attempts
        </Title>
        {attemptLog.length === 0 && <Text c="dimmed">None yet.</Text>}
        {attemptLog.map((attempt) => (
          <div key={attempt.number} style={{ padding: '6px 0' }}>
            <Group gap="xs">
              <Text fw={500}>{attempt.number}.</Text>
              <Text>
                {attempt.statusCode === null ? 'No answer' : `Status ${attempt.statusCode}`}
              </Text>
              <Text size="xs" c="dimmed">
                <TimeAgo at={attempt.startedAt} />
              </Text>
            </Group>
            {attempt.error && <Text c="var(--mantine-color-error)">{attempt.error}</Text>}
            <JsonDetails label="Answer" value={attempt.response} />
          </div>
        ))}
      </section>
    </Stack>
  );
}

function Actions({ delivery: { id, channel, status } }: { delivery: DeliveryDetails }) {
  const mayChange = useMay('agent');
  const change = useChangeDelivery(id);
  if (!mayChange) return null;
  const isEnded = ['delivered', 'failed', 'cancelled'].includes(status);
  return (
    <Group gap="xs">
      {channel === 'webhook' && isEnded && (
        <Button
          leftSection={<IconSend size={15} />}
          disabled={change.isPending}
          onClick={() => change.mutate('resend', { onSuccess: () => toast.done('Sent again') })}
        >
          Send again
        </Button>
      )}
      {(status === 'queued' || status === 'held') && (
        <Button
          variant="default"
          disabled={change.isPending}
          onClick={() =>
            change.mutate('cancel', { onSuccess: () => toast.done('It will not be sent') })
          }
        >
          Do not send it
        </Button>
      )}
    </Group>
  );
}
