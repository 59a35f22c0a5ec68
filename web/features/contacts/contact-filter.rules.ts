import type { ContactCard, ContactFilter } from '../../../src/contracts/contacts.ts';
import type { Platform } from '../../../src/contracts/platforms.ts';

export type Filter = Partial<ContactFilter>;

const platformFields = {
  messenger: 'hasMessenger',
  instagram: 'hasInstagram',
  sms: 'hasSms',
  email: 'hasEmail',
} as const satisfies Record<Platform, keyof ContactCard>;

type Check<K extends keyof Filter> = (
  card: ContactCard,
  value: NonNullable<Filter[K]>,
  now: number,
) => boolean;

/** The filters of the server for cards that arrive by socket. */
const checks: { [K in keyof Filter]-?: Check<K> } = {
  // E-mail and phone are not on a card, so a find by those is not seen here.
  q: (card, text) => {
    const wanted = text.trim().toLowerCase();
    const name = `${card.firstName} ${card.lastName}`.toLowerCase();
    return name.includes(wanted) || (card.lastMessage ?? '').toLowerCase().includes(wanted);
  },
  pipelineId: (card, id) => card.pipelineId === id,
  stageId: (card, id) => card.stageId === (id === 'none' ? null : id),
  ownerId: (card, id) => card.ownerId === (id === 'none' ? null : id),
  platform: (card, platform) => card[platformFields[platform]],
  status: (card, status) => card.status === status,
  scoreMin: (card, score) => card.score !== null && card.score >= score,
  scoreMax: (card, score) => card.score !== null && card.score <= score,
  needsReview: (card, wanted) => card.needsReview === wanted,
  unread: (card, wanted) => card.unreadCount > 0 === wanted,
  tag: (card, tag) => card.tags.includes(tag),
  staleDays: (card, days, now) =>
    card.lastInteractionAt !== null && Date.parse(card.lastInteractionAt) < now - days * 86_400_000,
};

/** Whether the server would list this card under the filter. */
export function matchesFilter(card: ContactCard, filter: Filter, now: number): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (value === undefined || !Object.hasOwn(checks, name)) return true;
    const check = checks[name as keyof Filter] as Check<never>;
    return check(card, value as never, now);
  });
}
