import type { Board } from '../../../src/contracts/board.ts';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { contactOf, valuesOf, withChanges } from '../contacts/contact-delta.rules.ts';
import type { Filter } from '../contacts/contact-filter.rules.ts';
import { type BoardState, changeCard, findCard } from './board.rules.ts';

/** Changes of these move a card, or change what its column adds up to. */
const placingFields = ['pipelineId', 'stageId', 'lastInteractionAt', 'dealAmount', 'dealCurrency'];
const filterFields: Record<string, readonly string[]> = {
  q: ['firstName', 'lastName', 'lastMessage'],
  ownerId: ['ownerId'],
  platform: ['hasMessenger', 'hasInstagram', 'hasSms', 'hasEmail'],
  status: ['status'],
  scoreMin: ['score'],
  scoreMax: ['score'],
  needsReview: ['needsReview'],
  unread: ['unreadCount'],
  tag: ['tags'],
};

/**
 * The board after a contact's change. `unknown` names a contact whose card is not loaded although
 * the change matters: its card has to be asked for (then `changeUnknown`).
 */
export function applyContactDelta(
  state: BoardState,
  delta: Delta,
  filter: Filter,
): { board: Board; unknown: boolean } {
  const { board } = state;
  const known = findCard(board, delta.subjectId);
  if (delta.type === 'contact.created') {
    return { board: changeCard(state, known ?? null, contactOf(delta, 'new')), unknown: false };
  }
  if (delta.type === 'contact.deleted') {
    const card = known ?? contactOf(delta, 'old');
    return { board: changeCard(state, card, null), unknown: false };
  }
  if (known) return { board: changeCard(state, known, withChanges(known, delta)), unknown: false };
  return { board, unknown: matters(delta, filter) };
}

function matters(delta: Delta, filter: Filter): boolean {
  const fields = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : (filterFields[name] ?? []),
  );
  return [...placingFields, ...fields].some((field) => Object.hasOwn(delta.changes, field));
}

/** The board after changes of a card that was asked for; `deltas` oldest first. */
export function changeUnknown(
  state: BoardState,
  now: ContactCard,
  deltas: readonly Delta[],
): Board {
  const olds = deltas.toReversed().map((delta) => onlyShown(now, valuesOf(delta, 'old')));
  const before: ContactCard = Object.assign({}, now, ...olds);
  return changeCard(state, findCard(state.board, now.id) ?? before, now);
}

function onlyShown(card: ContactCard, values: Record<string, unknown>): Partial<ContactCard> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(card, name)));
}

/** The board after a change of its pipeline or stages; null when it has to be fetched again. */
export function applyPipelineDelta(board: Board, delta: Delta): Board | null {
  const { pipeline } = board;
  const values = valuesOf(delta, 'new');
  if (delta.type === 'pipeline.updated') {
    return { ...board, pipeline: { ...pipeline, ...shownBy(pipeline, values) } };
  }
  const moves = Object.hasOwn(values, 'position') || Object.hasOwn(values, 'archivedAt');
  if (delta.type !== 'stage.updated' || moves) return null;
  const stages = pipeline.stages.map((stage) =>
    stage.id === delta.subjectId ? { ...stage, ...shownBy(stage, values) } : stage,
  );
  return { ...board, pipeline: { ...pipeline, stages } };
}

function shownBy<T extends object>(row: T, values: Record<string, unknown>): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(row, name)),
  ) as Partial<T>;
}
