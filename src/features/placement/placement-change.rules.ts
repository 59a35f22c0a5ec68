import type { PlacementDecision } from './placement.rules.ts';
import type {
  ContactEffect,
  Place,
  PlaceableContact,
  PlacementChange,
  PlacementItem,
  StageRow,
} from './placement-rows.rules.ts';
import { reasonInTheirWords } from './reason-words.rules.ts';

/** A decision of the rules as the rows that say it. */
export function changeFor(
  item: PlacementItem,
  contact: PlaceableContact,
  stages: readonly StageRow[],
  decision: PlacementDecision,
): PlacementChange {
  const from: Place = {
    pipelineId: contact.pipelineId,
    stageId: contact.stageId,
    stageName: contact.stageName,
  };
  const target = stages.find(({ id }) => id === decision.stageId);
  const to: Place = target
    ? { pipelineId: target.pipelineId, stageId: target.id, stageName: target.name }
    : { pipelineId: null, stageId: null, stageName: null };
  const { outcome, rule, trace } = decision;
  const reason = reasonInTheirWords(decision, item.evidence);
  const { score, status, confidence } = item.analysis;
  return {
    workspaceId: item.workspaceId,
    contactId: contact.id,
    analysisId: item.analysisId,
    pipelineId: stages.length > 0 ? item.pipelineId : null,
    from,
    to,
    outcome,
    rule,
    reason,
    trace,
    evidence: item.evidence,
    score,
    status,
    confidence,
    decidedBy: 'ai',
    writer: null,
    actor: item.actor,
    effect: effectOf(decision, to, item.requestedReview),
    activity: activityOf(item, { ...decision, reason }, from, to),
  };
}

/**
 * Held back by update mode or a lock, the contact keeps the story of how it came where it is. Any
 * other decision is the newest reason for it to be there.
 */
function effectOf(
  { outcome, rule }: PlacementDecision,
  to: Place,
  requestedReview: boolean,
): ContactEffect {
  const heldBack = outcome === 'skipped' || rule === 'human_lock';
  return {
    moveTo: outcome === 'moved' ? { pipelineId: to.pipelineId, stageId: to.stageId } : null,
    explains: !heldBack,
    needsReview: heldBack ? null : outcome === 'review',
    lock: requestedReview && !heldBack ? 'clear' : 'keep',
  };
}

function activityOf(
  { analysis }: PlacementItem,
  { outcome, rule, reason }: PlacementDecision,
  from: Place,
  to: Place,
): PlacementChange['activity'] {
  if (outcome !== 'moved' && outcome !== 'review') return null;
  return {
    type: outcome === 'moved' ? 'moved' : 'review_requested',
    data: {
      fromStageId: from.stageId,
      fromStageName: from.stageName,
      toStageId: to.stageId,
      toStageName: to.stageName,
      rule,
      reason,
      reasoning: analysis.reasoning,
      confidence: analysis.confidence,
      recommendation: analysis.recommendedStage,
      score: analysis.score,
      status: analysis.status,
    },
  };
}
