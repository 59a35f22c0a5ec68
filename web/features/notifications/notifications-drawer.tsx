import { Button, Drawer, Group, SegmentedControl } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Notification } from '../../../src/contracts/notifications.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { LoadMore } from '../work/load-more.tsx';
import { placeOf } from './notification.rules.ts';
import { NotificationRow } from './notification-row.tsx';
import classes from './notifications.module.css';
import { useMarkRead, useNotifications, useUnreadCount } from './notifications.queries.ts';

type Props = { onClose: () => void };

const filters = [
  { value: 'all', label: 'All' },
  { value: 'unread', label: 'Not read' },
];

/** Everything the reader was told. */
export default function NotificationsDrawer({ onClose }: Props) {
  const [filter, setFilter] = useState('all');
  const query = useNotifications(filter === 'unread');
  const unread = useUnreadCount();
  const { mutate: markRead, isPending } = useMarkRead();
  const router = useRouter();
  const open = (notification: Notification) => {
    if (notification.readAt === null) markRead({ ids: [notification.id] });
    const place = placeOf(notification);
    if (place === null) return;
    onClose();
    router.history.push(place);
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      title="Notifications"
      size={400}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { fontWeight: 600 } }}
    >
      <Group justify="space-between" mih={32} mb="sm">
        <SegmentedControl
          size="xs"
          aria-label="Which ones"
          data={filters}
          value={filter}
          onChange={setFilter}
        />
        {unread > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={isPending}
            onClick={() => markRead({})}
          >
            Mark all read
          </Button>
        )}
      </Group>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} withAvatar />}>
        {({ pages }) => {
          const notifications = pages.flatMap(({ items }) => items);
          if (notifications.length === 0) {
            return (
              <EmptyState
                icon={IconBell}
                title={filter === 'unread' ? 'All read' : 'Nothing to tell yet'}
              >
                You hear here of work that is given to you, and of what automations want you to
                know.
              </EmptyState>
            );
          }
          return (
            <>
              <ul className={classes['list']}>
                {notifications.map((notification) => (
                  <NotificationRow
                    key={notification.id}
                    notification={notification}
                    onOpen={open}
                    onRead={({ id }) => markRead({ ids: [id] })}
                  />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          );
        }}
      </Loaded>
    </Drawer>
  );
}
