import type { Analysis, Evidence, LeadStatus } from '../../contracts/analysis.ts';
import type { Placement } from '../../contracts/placements.ts';
import type { StageType } from '../../contracts/stage-types.ts';
import type { UpdateMode } from './placement-types.rules.ts';

/** One reading that asks where its contact belongs. */
export type PlacementItem = {
  workspaceId: string;
  contactId: string;
  /** The stored analysis; null keeps no link. */
  analysisId: string | null;
  analysis: Pick<
    Analysis,
    'score' | 'status' | 'confidence' | 'recommendedStage' | 'source' | 'reasoning'
  >;
  evidence: readonly Evidence[];
  /** The page's target pipeline. */
  pipelineId: string;
  settings: { updateMode: UpdateMode; minConfidence: number };
  /** A person asked for a new look: update mode and their lock stand aside, the lock is cleared. */
  requestedReview: boolean;
  actor: string;
};

/** A contact as far as placing goes, with its newest placement that says where it stands. */
export type PlaceableContact = {
  workspaceId: string;
  id: string;
  pipelineId: string | null;
  stageId: string | null;
  stageName: string | null;
  score: number | null;
  status: LeadStatus | null;
  confidence: number | null;
  lockedAt: Date | null;
  lockedBy: string | null;
  latest: LatestPlacement | null;
};

type LatestPlacement = {
  id: string;
  outcome: string;
  rule: string;
  decidedBy: string;
  fromStageId: string | null;
  toStageId: string | null;
  verdict: string | null;
};

export type StageRow = {
  workspaceId: string;
  id: string;
  pipelineId: string;
  name: string;
  type: StageType;
  scoreMin: number;
  scoreMax: number;
  archived: boolean;
};

/** Where a contact is, with the names that its story keeps. */
export type Place = {
  pipelineId: string | null;
  stageId: string | null;
  stageName: string | null;
};

/** What a decision does to the contact's own row; columns not named stay as they are. */
export type ContactEffect = {
  /** Null: the contact stays where it is. */
  moveTo: { pipelineId: string | null; stageId: string | null } | null;
  /** Whether the card now tells this decision as its reason. */
  explains: boolean;
  needsReview: boolean | null;
  lock: 'set' | 'clear' | 'keep';
};

/** One decided placement, ready to be written. */
export type PlacementChange = {
  workspaceId: string;
  contactId: string;
  analysisId: string | null;
  /** The pipeline that the decision is about. */
  pipelineId: string | null;
  from: Place;
  /** Where it goes, stays, or is suggested to go. */
  to: Place;
  outcome: Placement['outcome'];
  rule: string;
  reason: string;
  trace: Placement['trace'];
  evidence: readonly Evidence[];
  score: number | null;
  status: LeadStatus | null;
  confidence: number | null;
  decidedBy: Placement['decidedBy'];
  actor: string;
  /** Which run wrote it, for `written_by`; null for everybody else. */
  writer: string | null;
  effect: ContactEffect;
  /** What the contact's timeline keeps besides; null writes no activity. */
  activity: { type: 'moved' | 'review_requested'; data: Record<string, unknown> } | null;
};
