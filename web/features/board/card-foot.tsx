import { IconClock, IconLock, IconUserQuestion } from '@tabler/icons-react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { money } from '../../ui/money.ts';
import {
  daysSilent,
  shortDuration,
  staleAfterDays,
  windowLeft,
} from '../contacts/contact-words.ts';
import classes from './card.module.css';

type Props = { card: ContactCard; now: number; owner: string | null };

/** Less than this is little time to answer in. */
const soonMs = 3 * 3_600_000;

/** What a card is worth, what it waits for and whose it is. */
export function CardFoot({ card, now, owner }: Props) {
  const left = windowLeft(card, now);
  const silent = daysSilent(card, now);
  return (
    <div className={classes['foot']}>
      {card.needsReview && (
        <span className={classes['review']} title="The AI was not sure: look at it">
          <IconUserQuestion size={13} aria-hidden />
          Review
        </span>
      )}
      {card.dealAmount !== null && (
        <span className={classes['deal']} title="Last price on the table">
          {money(card.dealAmount, card.dealCurrency, card.dealAmount >= 10_000)}
        </span>
      )}
      {left !== null && (
        <span
          className={left < soonMs ? classes['closing'] : undefined}
          title="Time left in which the platform lets you answer"
        >
          <IconClock size={13} aria-hidden />
          {shortDuration(left)} left
        </span>
      )}
      {silent >= staleAfterDays && (
        <span className={classes['stale']} title={`No message for ${silent} days`}>
          {silent} d quiet
        </span>
      )}
      {card.lockedAt && (
        <span title="Placed by hand: the AI leaves it here">
          <IconLock size={13} aria-label="Placed by hand" />
        </span>
      )}
      {owner && (
        <span className={classes['owner']} title={`Owner: ${owner}`}>
          {shortName(owner)}
        </span>
      )}
    </div>
  );
}

/** "Robin V." */
function shortName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${[...last][0]}.` : first;
}
