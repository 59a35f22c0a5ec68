import { IconBell } from '@tabler/icons-react';
import classes from './bell.module.css';
import { bellLabel, shortCount } from './notification.rules.ts';
import { useUnreadCount } from './notifications.queries.ts';

type Props = { className: string; onOpen: () => void };

/** The bell in the bar at the bottom of a phone. */
export function BellTab({ className, onOpen }: Props) {
  const unread = useUnreadCount();
  return (
    <button type="button" className={className} aria-label={bellLabel(unread)} onClick={onOpen}>
      <span className={classes['bell']}>
        <IconBell size={20} stroke={1.6} aria-hidden />
        {unread > 0 && <span className={classes['count']}>{shortCount(unread)}</span>}
      </span>
      Notifications
    </button>
  );
}
