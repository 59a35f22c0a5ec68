import { Text } from '@mantine/core';
import classes from './analysis-card.module.css';
import { TitledPart } from './titled-part.tsx';

type Props = { title: string; points: readonly string[] };

/** A short titled list; nothing when there is nothing to say. */
export function Points({ title, points }: Props) {
  if (points.length === 0) return null;
  return (
    <TitledPart title={title}>
      <ul className={classes['points']}>
        {points.map((point) => (
          <Text key={point} component="li">
            {point}
          </Text>
        ))}
      </ul>
    </TitledPart>
  );
}
