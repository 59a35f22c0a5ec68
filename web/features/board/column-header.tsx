import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronsLeft } from '@tabler/icons-react';
import type { BoardColumn } from '../../../src/contracts/board.ts';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { money } from '../../ui/money.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import classes from './board.module.css';

type Props = { column: BoardColumn; stage: Stage | undefined; onCollapse: () => void };

/** Name, count, sums and score range of a column. */
export function ColumnHeader({ column, stage, onCollapse }: Props) {
  const name = stage?.name ?? 'Incoming';
  return (
    <header className={classes['header']}>
      <div className={classes['heading']}>
        <span
          className={classes['dot']}
          style={{ background: stageColor(stage?.color ?? 'gray') }}
          aria-hidden
        />
        <h2 title={stage?.description ?? name}>{name}</h2>
        <span className={classes['count']}>{column.count.toLocaleString('en')}</span>
        <Tooltip label="Collapse">
          <ActionIcon size={24} ml="auto" aria-label={`Collapse ${name}`} onClick={onCollapse}>
            <IconChevronsLeft size={15} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes['numbers']}>
        <Sums totals={column.totals} />
        <span title={stage ? 'Scores that lead here' : undefined}>
          {stage ? `${stage.scoreMin}–${stage.scoreMax}` : 'Not placed yet'}
        </span>
      </div>
    </header>
  );
}

/** The largest sums that fit; all of them on hover. Currencies are not added up. */
function Sums({ totals }: { totals: BoardColumn['totals'] }) {
  if (totals.length === 0) return <span />;
  const sorted = totals.toSorted((a, b) => b.amount - a.amount);
  const shown = sorted.slice(0, 2).map((sum) => money(sum.amount, sum.currency, true));
  const rest = sorted.length - shown.length;
  const all = sorted.map((sum) => money(sum.amount, sum.currency)).join('\n');
  return (
    <span title={`Prices on the table\n${all}`}>
      {shown.join(' · ')}
      {rest > 0 && ` · +${rest}`}
    </span>
  );
}
