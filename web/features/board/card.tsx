import { IconArrowsMove, IconCornerDownRight, IconSparkles } from '@tabler/icons-react';
import { memo, useContext } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { ContactAvatar } from '../contacts/contact-avatar.tsx';
import { contactName, shortAge } from '../contacts/contact-words.ts';
import { isByAi } from '../contacts/placement-words.ts';
import { ScoreBadge } from '../contacts/score-badge.tsx';
import { BoardContext } from './board-context.ts';
import classes from './card.module.css';
import { CardFoot } from './card-foot.tsx';
import { CardTags } from './card-tags.tsx';
import { useFlash } from './flash.ts';
import { useIsOpen, useIsSelected } from './selection.ts';
import { useCardDrag } from './use-card-drag.ts';

type Props = {
  card: ContactCard;
  stageId: string | null;
  owner: string | null;
  /** The colours of all tags by name. */
  tagColours: ReadonlyMap<string, string>;
  first: boolean;
};

/** One contact on the board. Tab stops at the first card of a column; arrows lead to the others. */
export const Card = memo(function Card({ card, stageId, owner, tagColours, first }: Props) {
  const board = useContext(BoardContext);
  const now = useNow();
  const flashes = useFlash(card.id);
  const selected = useIsSelected(board.selection, card.id);
  const open = useIsOpen(board.selection, card.id);
  const { element, dragging } = useCardDrag(card, stageId);
  return (
    <a
      ref={element}
      className={classes['card']}
      href={`/contacts/${card.id}`}
      tabIndex={first ? 0 : -1}
      aria-description={selected ? 'Selected' : undefined}
      data-card={card.id}
      data-selected={selected || undefined}
      data-open={open || undefined}
      data-dragging={dragging || undefined}
      data-flash={flashes || undefined}
      onClick={(event) => board.onCardClick(card.id, event)}
      onKeyDown={(event) => board.onCardKey(card.id, event)}
    >
      <div className={classes['head']}>
        <ContactAvatar contact={card} />
        <span className={classes['name']}>{contactName(card)}</span>
        {card.unreadCount > 0 && (
          <span
            className={classes['unread']}
            role="img"
            aria-label={`${card.unreadCount} unread`}
            title={`${card.unreadCount} unread`}
          >
            {card.unreadCount}
          </span>
        )}
        <ScoreBadge score={card.score} />
      </div>
      <div className={classes['line']}>
        <span className={classes['message']} title={card.lastMessage ?? undefined}>
          {card.lastMessageDirection === 'out' && (
            <IconCornerDownRight size={12} aria-label="You wrote:" />
          )}{' '}
          {card.lastMessage ?? 'No message yet'}
        </span>
        {card.lastInteractionAt && (
          <time dateTime={card.lastInteractionAt} title={exactTime(card.lastInteractionAt)}>
            {shortAge(card.lastInteractionAt, now)}
          </time>
        )}
      </div>
      <Why card={card} />
      {card.tags.length > 0 && <CardTags tags={card.tags} colours={tagColours} />}
      <CardFoot card={card} now={now} owner={owner} />
    </a>
  );
});

/** Why the card is here, in one line. */
function Why({ card }: { card: ContactCard }) {
  const Icon = isByAi(card.placementRule) ? IconSparkles : IconArrowsMove;
  const why = card.placementReason ?? (card.analyzedAt ? 'Not placed yet' : 'Waiting to be read');
  return (
    <div className={classes['why']} title={why} data-short={card.tags.length > 0 || undefined}>
      <Icon size={13} stroke={1.6} aria-hidden />
      <span>{why}</span>
    </div>
  );
}
