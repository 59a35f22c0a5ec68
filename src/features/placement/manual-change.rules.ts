import type {
  ContactEffect,
  Place,
  PlaceableContact,
  PlacementChange,
} from './placement-rows.rules.ts';

/** What people and settings do to a contact's place; the AI's rules have names of their own. */
type ManualRule =
  | 'manual_move'
  | 'undo'
  | 'correction'
  | 'review_accepted'
  | 'stage_removed'
  | 'pipeline_deleted'
  | 'automation_move';

export type ManualMove = {
  to: Place;
  rule: ManualRule;
  /** One line for people. */
  reason: string;
  note?: string | undefined;
  lock: ContactEffect['lock'];
  actor: string;
  /** A person decides where nothing else is said. */
  decidedBy?: 'automation';
  /** Goes into `written_by`. */
  writer?: string;
};

/** A move that no analysis decided, as the rows that say it. */
export function manualChange(contact: PlaceableContact, move: ManualMove): PlacementChange {
  const from: Place = {
    pipelineId: contact.pipelineId,
    stageId: contact.stageId,
    stageName: contact.stageName,
  };
  const { to, rule, reason, note, lock, actor, decidedBy = 'person', writer = null } = move;
  return {
    workspaceId: contact.workspaceId,
    contactId: contact.id,
    analysisId: null,
    pipelineId: to.pipelineId,
    from,
    to,
    outcome: 'moved',
    rule,
    reason,
    trace: [],
    evidence: [],
    score: contact.score,
    status: contact.status,
    confidence: contact.confidence,
    decidedBy,
    actor,
    writer,
    effect: {
      moveTo: { pipelineId: to.pipelineId, stageId: to.stageId },
      explains: true,
      needsReview: false,
      lock,
    },
    activity: {
      type: 'moved',
      data: {
        fromStageId: from.stageId,
        fromStageName: from.stageName,
        toStageId: to.stageId,
        toStageName: to.stageName,
        rule,
        reason,
        ...(note ? { note } : {}),
        score: contact.score,
        status: contact.status,
        confidence: contact.confidence,
      },
    },
  };
}
