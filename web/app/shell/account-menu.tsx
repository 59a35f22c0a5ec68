import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconLogout } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useMe, useMembership, useSignOut } from '../../features/accounts/accounts.queries.ts';
import { roleTexts } from '../../features/accounts/roles.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './sidebar.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

const ChangePassword = lazy(async () => ({
  default: (await import('../../features/accounts/change-password.tsx')).ChangePassword,
}));

/** Who is signed in, light or dark, sign out. */
export function AccountMenu() {
  const { person } = useMe();
  const { role } = useMembership();
  const signOut = useSignOut();
  const [changing, password] = useDisclosure(false);
  return (
    <>
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes['account'] ?? ''}>
            <VisuallyHidden>Account </VisuallyHidden>
            <PersonAvatar name={person.name} size={24} />
            <div style={{ minWidth: 0 }}>
              <Text truncate fw={500}>
                {person.name}
              </Text>
              <Text truncate size="xs" c="dimmed">
                {roleTexts[role].name}
              </Text>
            </div>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{person.email}</Menu.Label>
          <ThemeSwitch />
          <Menu.Divider />
          <Menu.Item leftSection={<IconLock size={15} />} onClick={password.open}>
            Change password
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && (
        <Suspense fallback={null}>
          <ChangePassword onClose={password.close} />
        </Suspense>
      )}
    </>
  );
}
