import { Text, Title } from '@mantine/core';
import type { Placement } from '../../../src/contracts/placements.ts';
import { TimeAgo } from '../../ui/time-ago.tsx';
import { moveInWords } from './placement-words.ts';
import classes from './timeline.module.css';

type Props = { placements: readonly Placement[] };

/** Decisions before the one that stands. */
export function EarlierPlacements({ placements }: Props) {
  if (placements.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={4}>
        Before that
      </Title>
      <ul className={classes['list']}>
        {placements.map((placement) => (
          <li key={placement.id} className={classes['small']}>
            <Text>{moveInWords(placement)}</Text>
            <Text size="xs" c="dimmed">
              {placement.reason} · {placement.actorName}, <TimeAgo at={placement.createdAt} />
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
