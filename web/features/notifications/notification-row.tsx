import { ActionIcon, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBell,
  IconBolt,
  IconBriefcase,
  IconCalendarEvent,
  IconCheck,
  IconListCheck,
  IconPlayerPause,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Notification } from '../../../src/contracts/notifications.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import classes from './notifications.module.css';

type Props = {
  notification: Notification;
  onOpen: (notification: Notification) => void;
  onRead: (notification: Notification) => void;
};

const icons: Record<string, TablerIcon> = {
  automation: IconBolt,
  automation_paused: IconPlayerPause,
  run_failed: IconAlertTriangle,
  task_assigned: IconListCheck,
  appointment_assigned: IconCalendarEvent,
  job_assigned: IconBriefcase,
};

/** One thing the reader was told; a click leads to it. */
export function NotificationRow({ notification, onOpen, onRead }: Props) {
  const { kind, title, text, readAt, createdAt } = notification;
  const Icon = icons[kind] ?? IconBell;
  const isNew = readAt === null;
  return (
    <li className={classes['row']} data-new={isNew || undefined}>
      <span className={classes['icon']} aria-hidden>
        <Icon size={16} stroke={1.6} />
      </span>
      <div style={{ flex: 1, minWidth: 0 }}>
        <button type="button" className={classes['title']} onClick={() => onOpen(notification)}>
          {title}
        </button>
        {text && <Text className={classes['text'] ?? ''}>{text}</Text>}
        <Text size="xs" c="dimmed">
          <TimeAgo at={createdAt} />
        </Text>
      </div>
      {isNew && (
        <Tooltip label="Mark read">
          <ActionIcon
            className={classes['above'] ?? ''}
            aria-label={`Mark “${title}” read`}
            onClick={() => onRead(notification)}
          >
            <IconCheck size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
