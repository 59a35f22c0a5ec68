import { Group, Skeleton } from '@mantine/core';
import classes from './card.module.css';

/** A card that is being loaded. */
export function CardSkeleton() {
  return (
    <div className={classes['card']} aria-hidden style={{ cursor: 'default' }}>
      <Group gap={10} wrap="nowrap">
        <Skeleton height={28} width={28} circle />
        <Skeleton height={12} width="50%" />
      </Group>
      <Skeleton height={10} mt={8} />
      <Skeleton height={10} mt={8} width="72%" />
    </div>
  );
}
