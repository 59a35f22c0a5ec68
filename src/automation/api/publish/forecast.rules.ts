import type { Step } from '../../../contracts/automation-definition.ts';

/** Steps that send, on the path through the branches that has the most of them. */
export function sendsOnLongestPath(
  steps: readonly Step[],
  sends: (action: string) => boolean,
): number {
  return steps.reduce((sum, step) => sum + sendsOf(step, sends), 0);
}

function sendsOf(step: Step, sends: (action: string) => boolean): number {
  if (step.kind === 'action') return sends(step.action) ? 1 : 0;
  if (step.kind !== 'branch' && step.kind !== 'split') return 0;
  const paths = step.branches.map((branch) => branch.steps);
  const all = step.kind === 'branch' ? [...paths, step.otherwise] : paths;
  return Math.max(0, ...all.map((path) => sendsOnLongestPath(path, sends)));
}

/** What holds of a sample, reckoned for all of them. */
export function reckoned(sample: { looked: number; holds: number }, total: number): number {
  if (sample.looked === 0) return 0;
  return Math.round((sample.holds / sample.looked) * total);
}

/** To two decimals: more would pretend to know the future. */
export function perDay(count: number, days: number): number {
  return Math.round((count / days) * 100) / 100;
}
