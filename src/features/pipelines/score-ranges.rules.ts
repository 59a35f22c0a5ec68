import type { StageType } from '../../contracts/stage-types.ts';

/** A stage as far as its score range goes; both ends are whole points and belong to the range. */
export interface RangedStage {
  id: string;
  type: StageType;
  scoreMin: number;
  scoreMax: number;
}

export type ScoreRange = Pick<RangedStage, 'id' | 'scoreMin' | 'scoreMax'>;

/** One thing wrong with a pipeline's ranges; `from`–`to` are the scores it is about. */
export type RangeProblem =
  | { kind: 'reversed'; stageId: string; from: number; to: number }
  | { kind: 'out_of_bounds'; stageId: string; from: number; to: number }
  | { kind: 'overlap'; stageIds: [string, string]; from: number; to: number }
  | { kind: 'gap'; from: number; to: number };

/** The part of 0–100 the stages of a type divide among themselves (DESIGN §7). */
const shares: Record<StageType, { from: number; to: number }> = {
  LEAD: { from: 0, to: 30 },
  IN_PROGRESS: { from: 31, to: 80 },
  WON: { from: 81, to: 100 },
  LOST: { from: 0, to: 20 },
  ARCHIVED: { from: 0, to: 100 },
};

/**
 * Splits each type's share evenly among its stages, in the order given: whole, adjacent ranges
 * whose widths differ by one point at most and that cover the share. With more stages than
 * points, neighbours share a point and no point is left out. Leave archived stages out of
 * `stages`: a range given to them would be a hole.
 */
export function generateScoreRanges(stages: readonly RangedStage[]): ScoreRange[] {
  return stages.map((stage) => {
    const siblings = stages.filter((other) => other.type === stage.type);
    const position = siblings.indexOf(stage);
    const { from, to } = shares[stage.type];
    const startOf = (index: number) =>
      from + Math.floor((index * (to - from + 1)) / siblings.length);
    const scoreMin = startOf(position);
    return { id: stage.id, scoreMin, scoreMax: Math.max(scoreMin, startOf(position + 1) - 1) };
  });
}

/** True while nobody has set a range: every stage is at 0–100. */
export function areRangesDefault(stages: readonly RangedStage[]): boolean {
  return stages.every((stage) => stage.scoreMin === 0 && stage.scoreMax === 100);
}

/**
 * What the settings screen should point at, stage by stage, then overlaps, then gaps from low to
 * high. None of it stops placement: the first stage takes an overlap, the nearest takes a gap.
 */
export function checkRanges(stages: readonly RangedStage[]): RangeProblem[] {
  const sound = stages.filter((stage) => stage.scoreMin <= stage.scoreMax);
  return [...stages.flatMap(problemsOfOne), ...overlapsAmong(sound), ...gapsLeftBy(sound)];
}

function problemsOfOne(stage: RangedStage): RangeProblem[] {
  const place = { stageId: stage.id, from: stage.scoreMin, to: stage.scoreMax };
  const problems: RangeProblem[] = [];
  if (stage.scoreMin > stage.scoreMax) problems.push({ kind: 'reversed', ...place });
  if (
    Math.min(stage.scoreMin, stage.scoreMax) < 0 ||
    Math.max(stage.scoreMin, stage.scoreMax) > 100
  )
    problems.push({ kind: 'out_of_bounds', ...place });
  return problems;
}

/** Only LEAD and IN_PROGRESS: WON, LOST and ARCHIVED lie over other ranges on purpose. */
function overlapsAmong(stages: readonly RangedStage[]): RangeProblem[] {
  const working = stages.filter((stage) => stage.type === 'LEAD' || stage.type === 'IN_PROGRESS');
  return working.flatMap((stage, index) =>
    working.slice(index + 1).flatMap((other): RangeProblem[] => {
      const from = Math.max(stage.scoreMin, other.scoreMin);
      const to = Math.min(stage.scoreMax, other.scoreMax);
      return from <= to ? [{ kind: 'overlap', stageIds: [stage.id, other.id], from, to }] : [];
    }),
  );
}

/** Scores no LEAD, IN_PROGRESS or WON stage takes. Starts at 1, because no analysis scores 0. */
function gapsLeftBy(stages: readonly RangedStage[]): RangeProblem[] {
  const byScore = stages
    .filter((stage) => stage.type !== 'LOST' && stage.type !== 'ARCHIVED')
    .toSorted((a, b) => a.scoreMin - b.scoreMin);
  const gaps: RangeProblem[] = [];
  let next = 1;
  for (const { scoreMin, scoreMax } of byScore) {
    const to = Math.min(scoreMin - 1, 100);
    if (to >= next) gaps.push({ kind: 'gap', from: next, to });
    next = Math.max(next, scoreMax + 1);
  }
  if (next <= 100) gaps.push({ kind: 'gap', from: next, to: 100 });
  return gaps;
}
