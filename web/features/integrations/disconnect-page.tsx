import { Button, List, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDisconnectPage } from './pages.queries.ts';

/** Ends the connection, after saying what that means. */
export function DisconnectPage({ page }: { page: ConnectedPage }) {
  const [opened, dialog] = useDisclosure(false);
  const disconnect = useDisconnectPage(page.id);
  const confirm = () =>
    disconnect.mutate(undefined, {
      onSuccess: () => toast.done(`${page.name} is disconnected.`),
      onSettled: dialog.close,
    });
  return (
    <section aria-label="Disconnect">
      <Title order={3}>Disconnect</Title>
      <Text c="dimmed" mb="xs">
        New messages no longer come in. What is here stays.
      </Text>
      <Button variant="default" c="var(--mantine-color-error)" onClick={dialog.open}>
        Disconnect…
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Disconnect ${page.name}?`}
        confirmLabel="Disconnect"
        danger
        pending={disconnect.isPending}
        onConfirm={confirm}
        onClose={dialog.close}
      >
        <List spacing={4}>
          <List.Item>Its messages no longer come in, neither by webhook nor by sync.</List.Item>
          <List.Item>
            Our subscription at Facebook is removed and the access token deleted.
          </List.Item>
          <List.Item>A sync that is running stops.</List.Item>
          <List.Item>
            {page.contactCount.toLocaleString('en')} contacts with their messages and stages stay
            here.
          </List.Item>
          <List.Item>You can connect it again later; nothing will be doubled.</List.Item>
        </List>
      </ConfirmDialog>
    </section>
  );
}
