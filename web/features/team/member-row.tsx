import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserMinus } from '@tabler/icons-react';
import type { Member } from '../../../src/contracts/accounts.ts';
import type { Role } from '../../../src/contracts/roles.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMembership } from '../accounts/accounts.queries.ts';
import { roleTexts, useMay } from '../accounts/roles.ts';
import { RoleSelect } from './role-select.tsx';
import classes from './team.module.css';
import { useChangeRole, useRemoveMember } from './team.queries.ts';

/** One member: role, and the way out. */
export function MemberRow({ member }: { member: Member }) {
  const [opened, dialog] = useDisclosure(false);
  const change = useChangeRole();
  const remove = useRemoveMember();
  const isAdmin = useMay('admin');
  const isMe = useMembership().memberId === member.id;
  const setRole = (role: Role) =>
    change.mutate(
      { id: member.id, role },
      {
        onSuccess: () =>
          toast.done(`${member.name} is now ${roleTexts[role].name.toLowerCase()}.`, () =>
            change.mutateAsync({ id: member.id, role: member.role }),
          ),
      },
    );
  const leave = () =>
    remove.mutate(member.id, {
      onSuccess: () =>
        isMe ? window.location.assign('/') : toast.done(`${member.name} is no longer a member.`),
      onSettled: dialog.close,
    });
  return (
    <li className={classes['row']}>
      <PersonAvatar name={member.name} size={32} />
      <div className={classes['grow']}>
        <Text fw={500} truncate>
          {member.name}
          {isMe && ' (you)'}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {member.email}
        </Text>
      </div>
      {isAdmin ? (
        <RoleSelect label={`Role of ${member.name}`} value={member.role} onChange={setRole} />
      ) : (
        <Text>{roleTexts[member.role].name}</Text>
      )}
      {(isAdmin || isMe) && (
        <Tooltip label={isMe ? 'Leave the workspace' : 'Remove'}>
          <ActionIcon
            aria-label={isMe ? 'Leave the workspace' : `Remove ${member.name}`}
            onClick={dialog.open}
          >
            <IconUserMinus size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <ConfirmDialog
        opened={opened}
        title={isMe ? 'Leave this workspace?' : `Remove ${member.name}?`}
        confirmLabel={isMe ? 'Leave' : 'Remove'}
        danger
        pending={remove.isPending}
        onConfirm={leave}
        onClose={dialog.close}
      >
        {isMe ? 'You lose' : `${member.name} loses`} access at once. API keys and invitations made
        by this member end too. What was done stays in the history.
      </ConfirmDialog>
    </li>
  );
}
