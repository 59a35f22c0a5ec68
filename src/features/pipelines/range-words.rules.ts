import { checkRanges, type RangedStage, type RangeProblem } from './score-ranges.rules.ts';

type NamedStage = RangedStage & { name: string };

/** What is wrong with a pipeline's score ranges, a sentence each, and what it means for contacts. */
export function rangeProblemWords(stages: readonly NamedStage[]): string[] {
  const nameOf = (id: string) => stages.find((stage) => stage.id === id)?.name ?? 'a stage';
  return checkRanges(stages).map((problem) => problemWords(problem, nameOf));
}

function problemWords(problem: RangeProblem, nameOf: (id: string) => string): string {
  const scores = scoreWords(problem.from, problem.to);
  switch (problem.kind) {
    case 'gap':
      return `No stage covers ${scores}; contacts there go to the nearest stage.`;
    case 'overlap': {
      const [first, second] = problem.stageIds;
      return `${nameOf(first)} and ${nameOf(second)} both cover ${scores}; the first one wins.`;
    }
    case 'reversed':
      return `The range of ${nameOf(problem.stageId)} starts above its end.`;
    case 'out_of_bounds':
      return `The range of ${nameOf(problem.stageId)} leaves 0–100.`;
  }
}

function scoreWords(from: number, to: number): string {
  return from === to ? `score ${from}` : `scores ${from}–${to}`;
}
