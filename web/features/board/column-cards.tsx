import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useContext, useEffect, useRef, useState } from 'react';
import type { BoardColumn } from '../../../src/contracts/board.ts';
import { useTagColours } from '../tags/tags.queries.ts';
import classes from './board.module.css';
import { BoardContext } from './board-context.ts';
import { Card } from './card.tsx';
import { CardSkeleton } from './card-skeleton.tsx';

/** As high as card.module.css says, and the gap below. */
const cardHeight = 134;
const gap = 8;
/** Cards from the end at which the next ones are asked for: two screens of them. */
const loadAhead = 16;

type Props = {
  column: BoardColumn;
  name: string;
  ownerNames: ReadonlyMap<string, string>;
  onMore: (column: BoardColumn) => void;
};

/** The cards of a column; only those in sight are in the document, the rest is loaded on the way. */
export function ColumnCards({ column, name, ownerNames, onMore }: Props) {
  const { stageId, cards, nextCursor } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const [atTop, setAtTop] = useState(true);
  const board = useContext(BoardContext);
  const tagColours = useTagColours();
  const waiting = nextCursor === null ? 0 : Math.min(3, column.count - cards.length);
  const virtualizer = useVirtualizer({
    count: cards.length + Math.max(0, waiting),
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap,
    overscan: 4,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const needsMore = nextCursor !== null && lastShown >= cards.length - loadAhead;
  useEffect(() => {
    if (needsMore) onMore(column);
  }, [needsMore, column, onMore]);
  useEffect(() => {
    const { scrollers } = board;
    scrollers.set(stageId, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
    return () => void scrollers.delete(stageId);
  }, [board, stageId, virtualizer]);
  useEffect(() => {
    if (!scroller.current) return;
    return autoScrollForElements({ element: scroller.current });
  }, []);
  return (
    <div
      ref={scroller}
      className={classes['cards']}
      onScroll={(event) => setAtTop(event.currentTarget.scrollTop < cardHeight)}
    >
      {cards.length === 0 && waiting === 0 && <div className={classes['empty']}>No contacts</div>}
      <ul
        className={classes['list']}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={`${name}, ${column.count} contacts`}
        data-glide={atTop || undefined}
      >
        {items.map(({ index, key, start }) => {
          const card = cards[index];
          return (
            <li
              key={key}
              className={classes['item']}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={column.count}
              aria-posinset={index + 1}
            >
              {card ? (
                <Card
                  card={card}
                  stageId={stageId}
                  owner={(card.ownerId && ownerNames.get(card.ownerId)) || null}
                  tagColours={tagColours}
                  first={index === 0}
                />
              ) : (
                <CardSkeleton />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
