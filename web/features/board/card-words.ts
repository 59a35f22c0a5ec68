import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { relativeTime } from '../../ui/relative-time.ts';
import { contactName } from '../contacts/contact-words.ts';

/** A card as it is read out. `now` in ms since 1970. */
export function cardInWords(card: ContactCard, now: number, selected: boolean): string {
  const parts = [
    selected ? 'Selected' : null,
    contactName(card),
    card.score === null ? 'not read yet' : `score ${card.score}`,
    card.placementReason,
    card.needsReview ? 'needs a look' : null,
    card.unreadCount > 0 ? `${card.unreadCount} unread` : null,
    card.lastMessage ? `last message: ${card.lastMessage}` : null,
    card.lastInteractionAt ? relativeTime(card.lastInteractionAt, now) : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
