import { Progress, Text } from '@mantine/core';
import type { Sync } from '../../../src/contracts/pages.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { useNow } from '../../ui/use-now.ts';
import { describeSync, isActive, progressOf } from './sync.rules.ts';

type Props = { sync: Sync | null };

/** The latest sync of a page: progress while it runs, its outcome afterwards. */
export function SyncState({ sync }: Props) {
  const now = useNow();
  if (!sync) return <StatusDot tone="quiet">Never synced</StatusDot>;
  const { tone, title, notes } = describeSync(sync, now);
  const done = progressOf(sync);
  return (
    <div>
      <StatusDot tone={tone}>{title}</StatusDot>
      {sync.completedAt && (
        <Text span size="xs" c="dimmed" ml={8}>
          <TimeAgo at={sync.completedAt} />
        </Text>
      )}
      {isActive(sync) && (
        <Progress
          value={done ?? 100}
          animated={done === null}
          striped={done === null}
          size="sm"
          my={6}
          transitionDuration={200}
          aria-label={`Sync: ${title}`}
        />
      )}
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </div>
  );
}
