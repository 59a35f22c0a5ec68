import { Text, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { Bell } from '../../features/notifications/bell.tsx';
import { KeyCaps } from '../../ui/key-caps.tsx';
import { AccountMenu } from './account-menu.tsx';
import { destinations, foundUnder } from './navigation.ts';
import classes from './sidebar.module.css';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

type Props = {
  onSearch: () => void;
  onHelp: () => void;
  onNews: () => void;
  onNavigate?: () => void;
};

/** Workspace, bell, search, screens, account. */
export function Sidebar({ onSearch, onHelp, onNews, onNavigate }: Props) {
  const { pathname } = useLocation();
  const home = foundUnder[pathname.split('/')[1] ?? ''];
  return (
    <nav className={classes['sidebar']} aria-label="Main">
      <div className={classes['top']}>
        <WorkspaceSwitcher />
        <Bell onOpen={onNews} />
      </div>
      <UnstyledButton className={classes['search'] ?? ''} onClick={onSearch}>
        <IconSearch size={15} aria-hidden />
        <Text span flex={1} c="dimmed" truncate>
          Search or do…
        </Text>
        <KeyCaps keys="mod+k" />
      </UnstyledButton>
      <ul className={classes['list']}>
        {destinations.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes['link']}
              data-within={to === home || undefined}
              activeOptions={{ includeSearch: false }}
              {...(onNavigate ? { onClick: onNavigate } : {})}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes['foot']}>
        <UnstyledButton className={classes['link'] ?? ''} onClick={onHelp}>
          <IconKeyboard size={18} stroke={1.6} aria-hidden />
          <span style={{ flex: 1 }}>Shortcuts</span>
          <KeyCaps keys="?" />
        </UnstyledButton>
        <AccountMenu />
      </div>
    </nav>
  );
}
