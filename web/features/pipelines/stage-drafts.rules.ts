import type { Stage, StageInput, StagesInput } from '../../../src/contracts/pipelines.ts';
import {
  checkRanges,
  generateScoreRanges,
  type RangeProblem,
} from '../../../src/features/pipelines/score-ranges.rules.ts';

/** A stage in the editor; `key` stays the same from drag to drag, `id` only when it is saved. */
export type StageDraft = StageInput & { key: string; id: string | null };

export function draftOf(stage: Stage): StageDraft {
  const { id, name, type, description, scoreMin, scoreMax } = stage;
  const color = stage.color as StageDraft['color'];
  return { key: id, id, name, type, description, color, scoreMin, scoreMax };
}

export function inputOf(drafts: readonly StageDraft[]): StagesInput {
  return {
    stages: drafts.map(({ key: _key, id, ...stage }) => (id ? { ...stage, id } : stage)),
  };
}

/** Shares the scores out among the stages, as the server does for new pipelines. */
export function shareScores(drafts: readonly StageDraft[]): StageDraft[] {
  const kept = drafts.filter(({ type }) => type !== 'ARCHIVED');
  const ranges = new Map(
    generateScoreRanges(kept.map((draft) => ({ ...draft, id: draft.key }))).map((range) => [
      range.id,
      range,
    ]),
  );
  return drafts.map((draft) => {
    const range = ranges.get(draft.key);
    return range ? { ...draft, scoreMin: range.scoreMin, scoreMax: range.scoreMax } : draft;
  });
}

/** Saved stages that the drafts no longer hold. */
export function removedStages<Saved extends Pick<Stage, 'id'>>(
  saved: readonly Saved[],
  drafts: readonly StageDraft[],
): Saved[] {
  return saved.filter(({ id }) => !drafts.some((draft) => draft.id === id));
}

/** Gaps, overlaps and mistakes of the ranges, each in one sentence. */
export function problemsOf(drafts: readonly StageDraft[]): string[] {
  const nameOf = (key: string) => drafts.find((draft) => draft.key === key)?.name || 'A new stage';
  return checkRanges(drafts.map((draft) => ({ ...draft, id: draft.key }))).map((problem) =>
    sentence(problem, nameOf),
  );
}

function sentence(problem: RangeProblem, nameOf: (key: string) => string): string {
  const scores =
    problem.from === problem.to ? `score ${problem.from}` : `scores ${problem.from}–${problem.to}`;
  switch (problem.kind) {
    case 'reversed':
      return `${nameOf(problem.stageId)} starts at ${problem.from} and ends at ${problem.to}: swap them.`;
    case 'out_of_bounds':
      return `${nameOf(problem.stageId)} leaves 0–100.`;
    case 'overlap':
      return `${nameOf(problem.stageIds[0])} and ${nameOf(problem.stageIds[1])} share ${scores}; the first one takes them.`;
    case 'gap':
      return `No stage takes ${scores}; such contacts go to the nearest stage.`;
  }
}
