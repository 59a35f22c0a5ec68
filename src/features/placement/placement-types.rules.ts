import type { AnalysisSource, LeadStatus } from '../../contracts/analysis.ts';
import type { StageType } from '../../contracts/stage-types.ts';

/** The rules in the order they are asked (DESIGN §7); the first whose condition holds decides. */
export const placementRules = [
  'update_mode',
  'human_lock',
  'confidence',
  'status_won',
  'status_lost',
  'score_range',
  'recommended_stage',
  'nearest_range',
  'first_stage',
  'no_stages',
] as const;
export type PlacementRule = (typeof placementRules)[number];

/**
 * moved: the contact goes to `stageId`. kept: it stays, on purpose. skipped: nothing was decided.
 * review: a person decides; `stageId` is the suggestion.
 */
export const placementOutcomes = ['moved', 'kept', 'skipped', 'review'] as const;
export type PlacementOutcome = (typeof placementOutcomes)[number];

export const updateModes = ['SKIP_EXISTING', 'UPDATE_EXISTING'] as const;
export type UpdateMode = (typeof updateModes)[number];

export interface PlacementStage {
  id: string;
  name: string;
  type: StageType;
  /** Whole points 0–100; both ends belong to the range. */
  scoreMin: number;
  scoreMax: number;
  /** Taken out of use by a person; nothing is placed in it. Not the ARCHIVED type. */
  archived?: boolean;
}

/** Asked only while the page's auto-pipeline is on: when it is off there is no score to go by. */
export interface PlacementInput {
  contact: {
    currentStageId: string | null;
    currentPipelineId: string | null;
    /** The score before this analysis; told to the reader, never decides. */
    score: number | null;
    /** The last move by hand that still stands. `by` is a name to show, not an id. */
    lockedByHuman: { at: Date; by: string } | null;
  };
  analysis: {
    score: number;
    status: LeadStatus;
    /** 0–100. */
    confidence: number;
    recommendedStage: string | null;
    source: AnalysisSource;
  };
  /** `stages` in the pipeline's order. */
  pipeline: { id: string; stages: readonly PlacementStage[] };
  settings: {
    updateMode: UpdateMode;
    /** 0–100; a confidence equal to it is enough. */
    minConfidence: number;
  };
  /** A person asked for a new look at this contact: update mode and their own lock stand aside. */
  requestedReview?: boolean;
}

export interface PlacementTraceEntry {
  rule: PlacementRule;
  fired: boolean;
  why: string;
}

export interface PlacementDecision {
  outcome: PlacementOutcome;
  /** A stage of this pipeline: where the contact goes, stays, or is suggested to go. */
  stageId: string | null;
  rule: PlacementRule;
  /** Set when downgrade protection replaced `fromStageId`: stages must start at `floor` or above. */
  protected: { fromStageId: string; floor: number } | null;
  /** Every rule once, in order. */
  trace: PlacementTraceEntry[];
  /** One line for the card. */
  reason: string;
}

/** The input with what every rule needs looked up once. */
export interface Situation extends PlacementInput {
  /** The contact's stage when it is one of this pipeline's. */
  current: PlacementStage | null;
  /** Stages in use. */
  stages: PlacementStage[];
  /** Stages a score or a name may lead to. */
  open: PlacementStage[];
}

export type Verdict =
  | { fired: false; why: string }
  | { fired: true; why: string; stage: PlacementStage | null };

export interface Step {
  rule: Exclude<PlacementRule, 'no_stages'>;
  check: (situation: Situation) => Verdict;
}
