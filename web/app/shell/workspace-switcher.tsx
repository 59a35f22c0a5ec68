import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import {
  useActivateWorkspace,
  useMe,
  useMembership,
} from '../../features/accounts/accounts.queries.ts';
import classes from './sidebar.module.css';

/** Which workspace this is, and the way to the others. */
export function WorkspaceSwitcher() {
  const me = useMe();
  const active = useMembership();
  const activate = useActivateWorkspace();
  const navigate = useNavigate();
  const switchTo = (id: string) =>
    activate.mutate(id, { onSuccess: () => void navigate({ to: '/board' }) });
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes['account'] ?? ''}>
          <VisuallyHidden>Workspace </VisuallyHidden>
          <span className={classes['mark']} aria-hidden>
            {active.name.charAt(0).toUpperCase()}
          </span>
          <Text span fw={600} truncate flex={1}>
            {active.name}
          </Text>
          <IconSelector size={16} color="var(--mantine-color-dimmed)" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {me.memberships.map(({ workspaceId, name }) => (
          <Menu.Item
            key={workspaceId}
            rightSection={workspaceId === active.workspaceId ? <IconCheck size={15} /> : null}
            onClick={() => switchTo(workspaceId)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/new-workspace" leftSection={<IconPlus size={15} />}>
          New workspace
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
