import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import classes from './bell.module.css';
import { bellLabel, shortCount } from './notification.rules.ts';
import { useUnreadCount } from './notifications.queries.ts';

type Props = { onOpen: () => void };

/** The way to the notifications, with how many are new. */
export function Bell({ onOpen }: Props) {
  const unread = useUnreadCount();
  return (
    <Tooltip label="Notifications">
      <ActionIcon className={classes['bell'] ?? ''} aria-label={bellLabel(unread)} onClick={onOpen}>
        <IconBell size={18} stroke={1.6} aria-hidden />
        {unread > 0 && (
          <span className={classes['count']} aria-hidden>
            {shortCount(unread)}
          </span>
        )}
      </ActionIcon>
    </Tooltip>
  );
}
