import { Button, Group, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { Contact } from '../../../src/contracts/contacts.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangeContact } from './contacts.queries.ts';

type Props = { contact: Contact };

/** Says that the AI leaves the contact here, and lets it move it again. */
export function LockNote({ contact }: Props) {
  const change = useChangeContact(contact.id);
  const mayChange = useMay('agent');
  if (!contact.lockedAt) return null;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconLock size={16} stroke={1.6} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <div>
        <Text>
          Placed by hand <TimeAgo at={contact.lockedAt} />, so the AI leaves it here.
        </Text>
        {mayChange && (
          <Button
            size="compact-xs"
            variant="light"
            mt={4}
            loading={change.isPending}
            onClick={() => change.mutate({ locked: false })}
          >
            Let the AI move it again
          </Button>
        )}
      </div>
    </Group>
  );
}
