import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Placement } from '../../../src/contracts/placements.ts';

/** The rules of placing as people would name them. */
const ruleNames: Record<string, string> = {
  update_mode: 'Already has a stage',
  human_lock: 'Moved by hand',
  confidence: 'Not sure enough',
  status_won: 'Has said yes',
  status_lost: 'Has said no',
  score_range: 'Score range',
  recommended_stage: 'Advised stage',
  nearest_range: 'Nearest range',
  first_stage: 'First stage',
  no_stages: 'No stage to go to',
  manual_move: 'Moved by hand',
  undo: 'Undone',
  correction: 'Corrected',
  review_accepted: 'Suggestion accepted',
  stage_removed: 'Stage removed',
  pipeline_deleted: 'Pipeline deleted',
  outside_move: 'Changed in the database',
};

/** Rules by which people, settings and other programs move contacts. */
const otherRules = new Set([
  'manual_move',
  'undo',
  'correction',
  'stage_removed',
  'pipeline_deleted',
  'outside_move',
]);

/** Whether the AI put the contact where it is; also when nothing has been decided yet. */
export function isByAi(rule: string | null): boolean {
  return rule === null || !otherRules.has(rule);
}

export function ruleName(rule: string): string {
  return ruleNames[rule] ?? rule.replaceAll('_', ' ');
}

/** The decision that put the contact where it is, or that asks for a review. Newest first. */
export function currentPlacement(
  contact: Pick<ContactCard, 'placementId' | 'needsReview'>,
  placements: readonly Placement[],
): Placement | undefined {
  const review = placements.find(({ outcome, verdict }) => outcome === 'review' && !verdict);
  if (contact.needsReview && review) return review;
  return placements.find(({ id }) => id === contact.placementId) ?? placements[0];
}

/** What people may say of it: only the AI's decisions that nobody has judged yet. */
export function isOpenToVerdict({ decidedBy, outcome, verdict }: Placement): boolean {
  return decidedBy === 'ai' && verdict === null && (outcome === 'moved' || outcome === 'review');
}

/** "Incoming → Qualified", "suggests Won", "Kept in Qualified". */
export function moveInWords(placement: Placement): string {
  const { outcome, fromStageName, toStageName } = placement;
  const from = fromStageName ?? 'Incoming';
  const to = toStageName ?? 'Incoming';
  if (outcome === 'review') return toStageName ? `${from} → ${to}?` : `${from}, unsure`;
  if (outcome === 'kept') return `Kept in ${to}`;
  if (outcome === 'skipped') return 'Not placed';
  return `${from} → ${to}`;
}
