import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';

/** What a new contact has where its event says nothing: events leave nulls out. */
const blank: Omit<ContactCard, 'id' | 'createdAt'> = {
  firstName: '',
  lastName: '',
  avatarUrl: null,
  ownerId: null,
  hasMessenger: false,
  hasInstagram: false,
  hasSms: false,
  hasEmail: false,
  pipelineId: null,
  stageId: null,
  stageEnteredAt: null,
  placementId: null,
  placementRule: null,
  placementReason: null,
  needsReview: false,
  lockedAt: null,
  lockedBy: null,
  score: null,
  status: null,
  confidence: null,
  summary: null,
  nextBestAction: null,
  dealAmount: null,
  dealCurrency: null,
  analysisSource: null,
  analyzedAt: null,
  lastInteractionAt: null,
  lastInboundAt: null,
  lastMessage: null,
  lastMessageDirection: null,
  lastPlatform: null,
  messageCount: 0,
  unreadCount: 0,
  tags: [],
};

/** The new values of a change, or the old ones. */
export function valuesOf(delta: Delta, which: 'old' | 'new'): Record<string, unknown> {
  const side = which === 'old' ? 0 : 1;
  return Object.fromEntries(
    Object.entries(delta.changes).map(([name, pair]) => [name, pair[side]]),
  );
}

/** The contact of a `contact.created` or, with 'old', of a `contact.deleted`. */
export function contactOf(delta: Delta, which: 'old' | 'new'): ContactCard {
  return { id: delta.subjectId, createdAt: delta.at, ...blank, ...valuesOf(delta, which) };
}

/** A contact with the new values of its `contact.updated`. Fields it does not show are ignored. */
export function withChanges<T extends ContactCard>(contact: T, delta: Delta): T {
  const shown = Object.entries(delta.changes).filter(([name]) => Object.hasOwn(contact, name));
  return { ...contact, ...Object.fromEntries(shown.map(([name, pair]) => [name, pair[1]])) };
}
