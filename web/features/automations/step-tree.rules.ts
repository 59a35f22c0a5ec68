import type { Step } from '../../../src/contracts/automation-definition.ts';

/** All steps of a tree, those in branches included, in reading order. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step): Step[] => {
    if (step.kind === 'split')
      return [step, ...step.branches.flatMap((way) => allSteps(way.steps))];
    if (step.kind !== 'branch') return [step];
    return [
      step,
      ...step.branches.flatMap((way) => allSteps(way.steps)),
      ...allSteps(step.otherwise),
    ];
  });
}

/** The definition with one action's input replaced. */
export function withInput(
  steps: readonly Step[],
  stepId: string,
  input: Extract<Step, { kind: 'action' }>['input'],
): Step[] {
  return steps.map((step): Step => {
    if (step.kind === 'action') return step.id === stepId ? { ...step, input } : step;
    if (step.kind === 'split') {
      const branches = step.branches.map((way) => ({
        ...way,
        steps: withInput(way.steps, stepId, input),
      }));
      return { ...step, branches };
    }
    if (step.kind !== 'branch') return step;
    const branches = step.branches.map((way) => ({
      ...way,
      steps: withInput(way.steps, stepId, input),
    }));
    return { ...step, branches, otherwise: withInput(step.otherwise, stepId, input) };
  });
}
