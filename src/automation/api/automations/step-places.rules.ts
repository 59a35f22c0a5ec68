import type { Step } from '../../../contracts/automation-definition.ts';

/** A step with where it stands. */
export type PlacedStep = {
  step: Step;
  /** 'steps', or 'steps.<step>.branches.<branch>', or 'steps.<step>.otherwise'. */
  within: string;
  /** The same for people: 'to the main path', 'to the branch “VIP” of “Who is it?”'. */
  container: string;
  index: number;
};

/** All steps of a tree in reading order. */
export function placeSteps(
  steps: readonly Step[],
  within = 'steps',
  container = 'to the main path',
): PlacedStep[] {
  return steps.flatMap((step, index) => [
    { step, within, container, index },
    ...listsWithin(step).flatMap((list) => placeSteps(list.steps, list.within, list.container)),
  ]);
}

function listsWithin(step: Step): { steps: readonly Step[]; within: string; container: string }[] {
  if (step.kind !== 'branch' && step.kind !== 'split') return [];
  const branches = step.branches.map(({ id, name, steps }) => ({
    steps,
    within: `steps.${step.id}.branches.${id}`,
    container: `to the branch “${name ?? id}” of ${stepName(step)}`,
  }));
  if (step.kind === 'split') return branches;
  const otherwise = {
    steps: step.otherwise,
    within: `steps.${step.id}.otherwise`,
    container: `to the “otherwise” of ${stepName(step)}`,
  };
  return [...branches, otherwise];
}

/** “Call the customer”, or what the step is: “Create task”. */
export function stepName(step: Step): string {
  const plain = step.kind === 'action' ? step.action : step.kind;
  const words = plain.replaceAll('_', ' ');
  return `“${step.name ?? words.charAt(0).toUpperCase() + words.slice(1)}”`;
}
