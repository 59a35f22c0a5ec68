import { Skeleton } from '@mantine/core';
import classes from './board.module.css';
import { CardSkeleton } from './card-skeleton.tsx';

const columns = [
  { name: 'a', cards: 2 },
  { name: 'b', cards: 4 },
  { name: 'c', cards: 3 },
  { name: 'd', cards: 5 },
  { name: 'e', cards: 2 },
];

/** The outline of a board that is loading. */
export function BoardSkeleton() {
  return (
    <div className={classes['root']} aria-busy="true">
      <div className={classes['columns']}>
        {columns.map(({ name, cards }) => (
          <div key={name} className={classes['column']}>
            <header className={classes['header']}>
              <Skeleton height={14} width={110} mt={5} mb={11} />
              <Skeleton height={10} width={64} />
            </header>
            {Array.from({ length: cards }, (_, card) => card).map((card) => (
              <div key={card} style={{ marginBottom: 8 }}>
                <CardSkeleton />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
