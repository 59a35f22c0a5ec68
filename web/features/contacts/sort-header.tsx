import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { sortNames } from './contacts.search.ts';
import classes from './contacts-screen.module.css';

type Sort = keyof typeof sortNames;
type Props = {
  sort: 'name' | 'score' | 'recent';
  current: Sort;
  onSort: (sort: Sort) => void;
  className?: 'medium';
};

const labels = { name: 'Name', score: 'Score', recent: 'When' };
const widths = { name: undefined, score: 72, recent: 132 };

/** A column's head that sorts by it; the times also the other way round. */
export function SortHeader({ sort, current, onSort, className }: Props) {
  const isReversed = sort === 'recent' && current === 'oldest';
  const isOn = current === sort || isReversed;
  const ascending = sort === 'name' || isReversed;
  const next = sort === 'recent' && current === 'recent' ? 'oldest' : sort;
  const Arrow = ascending ? IconArrowUp : IconArrowDown;
  return (
    <th
      className={className ? classes[className] : undefined}
      style={{ width: widths[sort] }}
      aria-sort={isOn ? (ascending ? 'ascending' : 'descending') : 'none'}
    >
      <button type="button" className={classes['sort']} onClick={() => onSort(next)}>
        {labels[sort]} {isOn && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
