import { Text } from '@mantine/core';
import {
  IconArrowsMove,
  IconBolt,
  IconHistory,
  IconMessage,
  IconNote,
  IconSparkles,
  type TablerIcon,
} from '@tabler/icons-react';
import type { TimelineEntry } from '../../../src/contracts/placements.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import type { TimelineKind } from './contacts.queries.ts';
import classes from './timeline.module.css';

type Props = { entry: TimelineEntry };

const icons: Record<TimelineKind, TablerIcon> = {
  placement: IconArrowsMove,
  analysis: IconSparkles,
  activity: IconBolt,
  audit: IconHistory,
  message: IconMessage,
  note: IconNote,
};

/** One thing that happened: what, by whom, when. */
export function TimelineRow({ entry }: Props) {
  const Icon = icons[entry.kind];
  return (
    <li className={classes['entry']}>
      <span className={classes['icon']} aria-hidden>
        <Icon size={14} stroke={1.6} />
      </span>
      <div style={{ minWidth: 0 }}>
        <Text fw={500}>{entry.title}</Text>
        {entry.detail && <Text className={classes['detail'] ?? ''}>{entry.detail}</Text>}
        {entry.kind !== 'message' && (
          <Text size="xs" c="dimmed">
            {entry.actorName}
          </Text>
        )}
      </div>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        <TimeAgo at={entry.at} />
      </Text>
    </li>
  );
}
