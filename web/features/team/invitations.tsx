import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { roleTexts } from '../accounts/roles.ts';
import { InviteDialog } from './invite-dialog.tsx';
import classes from './team.module.css';
import { useCancelInvitation, useInvitations } from './team.queries.ts';

export function Invitations() {
  const query = useInvitations();
  const cancel = useCancelInvitation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section
      title="Invitations"
      actions={
        <Button leftSection={<IconUserPlus size={15} />} onClick={dialog.open}>
          Invite
        </Button>
      }
    >
      <Loaded query={query}>
        {(invitations) =>
          invitations.length === 0 ? (
            <Text c="dimmed">Nobody is invited at the moment.</Text>
          ) : (
            <ul className={classes['list']}>
              {invitations.map(({ id, email, role, expired, expiresAt, inviterName }) => (
                <li key={id} className={classes['row']}>
                  <div className={classes['grow']}>
                    <Text fw={500} truncate>
                      {email}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {roleTexts[role].name}
                      {inviterName && ` · invited by ${inviterName}`} ·{' '}
                      {expired ? 'expired' : 'ends'} <TimeAgo at={expiresAt} />
                    </Text>
                  </div>
                  <Tooltip label="Cancel the invitation">
                    <ActionIcon
                      aria-label={`Cancel the invitation of ${email}`}
                      onClick={() => cancel.mutate(id)}
                    >
                      <IconX size={16} />
                    </ActionIcon>
                  </Tooltip>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened && <InviteDialog onClose={dialog.close} />}
    </Section>
  );
}
