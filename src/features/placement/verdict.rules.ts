import type { ManualMove } from './manual-change.rules.ts';
import type { Place } from './placement-rows.rules.ts';

/** A placement that a person judges. Names are today's, null when the stage is gone. */
export type JudgedPlacement = {
  id: string;
  contactId: string;
  outcome: 'moved' | 'kept' | 'skipped' | 'review';
  decidedBy: 'ai' | 'person' | 'database' | 'automation';
  fromPipelineId: string | null;
  fromStageId: string | null;
  fromStageName: string | null;
  fromExists: boolean;
  fromPipelineExists: boolean;
  toStageId: string | null;
  toStageName: string | null;
  toPipelineId: string | null;
  verdict: 'accepted' | 'corrected' | 'undone' | null;
  movedSince: boolean;
  reviewedSince: boolean;
  /** The move before this one was made by hand, so the contact was locked then. */
  wasMovedByHand: boolean;
};

export type Judgement =
  | { verdict: 'accepted' }
  | { verdict: 'undone' }
  | { verdict: 'corrected'; stage: { pipelineId: string; stageId: string; stageName: string } };

export type VerdictPlan =
  /** Said already: nothing to do. */
  | { kind: 'unchanged' }
  /** It cannot be done; `why` is for people. */
  | { kind: 'refused'; why: string }
  /** Ends the review where the contact is. */
  | { kind: 'stays'; lock: boolean }
  | { kind: 'moves'; move: Omit<ManualMove, 'actor'> };

/** What follows from a verdict. `by` is the judge's name. */
export function planVerdict(
  placement: JudgedPlacement,
  judgement: Judgement,
  by: string,
): VerdictPlan {
  if (judgement.verdict === placement.verdict && judgement.verdict !== 'corrected') {
    return { kind: 'unchanged' };
  }
  if (placement.verdict !== null && placement.verdict !== 'accepted') {
    return { kind: 'refused', why: `This was ${placement.verdict} already.` };
  }
  if (judgement.verdict === 'accepted') return planAccept(placement, by);
  const stale = staleness(placement);
  if (stale !== null) return { kind: 'refused', why: stale };
  if (judgement.verdict === 'undone') return planUndo(placement, by);
  const reason = `Corrected by ${by}`;
  return {
    kind: 'moves',
    move: { to: judgement.stage, rule: 'correction', reason, lock: 'set' },
  };
}

/** Accepting a review makes the suggested move; accepting a move only says that it was right. */
function planAccept(placement: JudgedPlacement, by: string): VerdictPlan {
  const isSuggestion = placement.outcome === 'review' && placement.toStageId !== null;
  if (!isSuggestion) return { kind: 'stays', lock: false };
  const stale = staleness(placement);
  if (stale !== null) return { kind: 'refused', why: stale };
  const { toStageId, toStageName, toPipelineId } = placement;
  if (toStageName === null || toPipelineId === null) {
    return { kind: 'refused', why: 'The suggested stage no longer exists; choose another one.' };
  }
  const to: Place = { pipelineId: toPipelineId, stageId: toStageId, stageName: toStageName };
  const reason = `Suggested by the AI, accepted by ${by}`;
  return { kind: 'moves', move: { to, rule: 'review_accepted', reason, lock: 'keep' } };
}

function planUndo(placement: JudgedPlacement, by: string): VerdictPlan {
  if (placement.outcome !== 'moved') return { kind: 'stays', lock: true };
  if (!placement.fromExists) {
    return { kind: 'refused', why: 'The stage it came from no longer exists; move it by hand.' };
  }
  const pipelineId = placement.fromPipelineExists ? placement.fromPipelineId : null;
  const { fromStageId: stageId, fromStageName: stageName } = placement;
  const reason = `Back to ${stageName ?? 'incoming'}: undone by ${by}`;
  return {
    kind: 'moves',
    move: {
      to: { pipelineId, stageId, stageName },
      rule: 'undo',
      reason,
      lock: undoLock(placement),
    },
  };
}

/** Undoing the AI's move is a person's decision to respect; undoing one's own slip takes its lock back. */
function undoLock({ decidedBy, wasMovedByHand }: JudgedPlacement): ManualMove['lock'] {
  return decidedBy === 'ai' || wasMovedByHand ? 'set' : 'clear';
}

function staleness(placement: JudgedPlacement): string | null {
  if (placement.movedSince) {
    return 'The contact has been moved since. Judge its newest placement, or move it by hand.';
  }
  return placement.outcome === 'review' && placement.reviewedSince
    ? 'The AI has looked again since. Judge its newest suggestion.'
    : null;
}
