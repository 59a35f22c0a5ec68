import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { toast } from '../../ui/toast.tsx';
import { useRotateSecret, useWebhookSecret } from './deliveries.queries.ts';

type Props = { onClose: () => void };

/** The secret by which receivers know that a webhook is ours. */
export function SecretDialog({ onClose }: Props) {
  const query = useWebhookSecret();
  const rotate = useRotateSecret();
  const [asks, setAsks] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Signing secret of outgoing webhooks"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text c="dimmed">
          Every webhook that Switchyard sends is signed as Standard Webhooks says. Give this secret
          to whoever receives them.
        </Text>
        <Loaded query={query}>{({ secret }) => <CopyField label="Secret" value={secret} />}</Loaded>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsks(true)}>
            Replace it
          </Button>
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asks}
        title="Replace the signing secret?"
        confirmLabel="Replace it"
        danger
        pending={rotate.isPending}
        onClose={() => setAsks(false)}
        onConfirm={() =>
          rotate.mutate(undefined, {
            onSuccess: () => {
              setAsks(false);
              toast.done('The signing secret was replaced');
            },
          })
        }
      >
        <Text>
          Everything sent from now on is signed with the new one alone. Receivers refuse it until
          they have it.
        </Text>
      </ConfirmDialog>
    </Modal>
  );
}
