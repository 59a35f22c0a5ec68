import { Text, UnstyledButton } from '@mantine/core';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import classes from './page-list.module.css';
import { SyncButton } from './sync-button.tsx';
import { SyncState } from './sync-state.tsx';

type Props = { page: ConnectedPage; onOpen: () => void };

/** One page: what it is, how it is doing, and its sync at a glance. */
export function PageRow({ page, onOpen }: Props) {
  return (
    <li className={classes['row']}>
      <div className={classes['who']}>
        <PersonAvatar name={page.name} size={32} />
        <div style={{ minWidth: 0 }}>
          <UnstyledButton className={classes['name'] ?? ''} onClick={onOpen}>
            <Text span fw={500} truncate display="block">
              {page.name}
            </Text>
          </UnstyledButton>
          <Text size="xs" c="dimmed" truncate>
            Messenger
            {page.instagramUsername && ` · Instagram @${page.instagramUsername}`} ·{' '}
            {page.contactCount.toLocaleString('en')}{' '}
            {page.contactCount === 1 ? 'contact' : 'contacts'}
          </Text>
        </div>
      </div>
      <div className={classes['state']}>
        {page.status === 'connected' ? (
          <SyncState sync={page.latestSync} />
        ) : (
          <Problem page={page} />
        )}
      </div>
      <div className={classes['actions']}>
        {page.status === 'connected' && <SyncButton page={page} />}
      </div>
    </li>
  );
}

function Problem({ page }: { page: ConnectedPage }) {
  return (
    <>
      <StatusDot tone={page.status === 'disconnected' ? 'quiet' : 'bad'}>
        {page.status === 'disconnected' ? 'Disconnected' : 'Needs attention'}
      </StatusDot>
      {page.problem && (
        <Text size="xs" c="dimmed">
          {page.problem}
        </Text>
      )}
    </>
  );
}
