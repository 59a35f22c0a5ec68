import { Text } from '@mantine/core';
import type { StoredAnalysis } from '../../../src/contracts/placements.ts';
import classes from './analysis-card.module.css';

type Props = { advice: StoredAnalysis['stageProbabilities'] };

/** The stage that is advised and the runner-ups, as bars. */
export function StageAdvice({ advice }: Props) {
  const sorted = advice.toSorted((a, b) => b.probability - a.probability);
  return (
    <ol className={classes['advice']}>
      {sorted.map(({ stage, probability }, index) => {
        const percent = Math.round(probability * 100);
        return (
          <li key={stage}>
            <Text truncate fw={index === 0 ? 500 : 400}>
              {stage}
            </Text>
            <span className={classes['bar']} data-first={index === 0 || undefined} aria-hidden>
              <span style={{ width: `${percent}%` }} />
            </span>
            <Text size="xs" c="dimmed">
              {percent}%
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
