import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ApiKey } from '../../../src/contracts/accounts.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { toast } from '../../ui/toast.tsx';
import { roleTexts } from '../accounts/roles.ts';
import classes from './team.module.css';
import { useRevokeApiKey } from './team.queries.ts';

export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const [opened, dialog] = useDisclosure(false);
  const revoke = useRevokeApiKey();
  return (
    <li className={classes['row']}>
      <div className={classes['grow']}>
        <Text fw={500} truncate>
          {apiKey.name}
        </Text>
        <Text size="xs" c="dimmed">
          <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>
            {apiKey.start}…
          </span>{' '}
          · {roleTexts[apiKey.role].name} ·{' '}
          {apiKey.lastUsedAt ? (
            <>
              last used <TimeAgo at={apiKey.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {apiKey.expiresAt && (
            <>
              {' '}
              · ends <TimeAgo at={apiKey.expiresAt} />
            </>
          )}
        </Text>
      </div>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={dialog.open}>
        Revoke
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Revoke ${apiKey.name}?`}
        confirmLabel="Revoke"
        danger
        pending={revoke.isPending}
        onConfirm={() =>
          revoke.mutate(apiKey.id, {
            onSuccess: () => toast.done(`${apiKey.name} no longer works.`),
            onSettled: dialog.close,
          })
        }
        onClose={dialog.close}
      >
        Programs that use it are refused at once. This cannot be taken back; make a new key instead.
      </ConfirmDialog>
    </li>
  );
}
