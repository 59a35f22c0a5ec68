import {
  type DefinitionProblem,
  type Duration,
  definitionLimits,
  type Step,
} from '../../contracts/automation-definition.ts';
import { error, warning } from './check-problems.ts';
import { branchesOf } from './compile.ts';
import { durationMs } from './time.ts';

/** Sizes, ids, order: what is wrong with the tree whatever its steps do. */
export function checkTree(steps: readonly Step[]): DefinitionProblem[] {
  if (steps.length === 0) return [warning('steps', null, 'There are no steps: runs end at once')];
  const all = allSteps(steps);
  const problems = [...checkIds(all), ...all.flatMap(checkWaits), ...checkReach(steps)];
  if (all.length > definitionLimits.steps) {
    problems.push(
      error('steps', null, `There are ${all.length} steps, more than ${definitionLimits.steps}`),
    );
  }
  const tooDeep = firstBelow(steps, definitionLimits.nesting);
  if (tooDeep !== undefined) {
    const message = `Branches stand deeper in branches than ${definitionLimits.nesting}`;
    problems.push(error(`steps.${tooDeep.id}`, tooDeep.id, message));
  }
  return problems;
}

/** In reading order. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...branchesOf(step).flatMap(allSteps)]);
}

function checkIds(all: readonly Step[]): DefinitionProblem[] {
  const seen = new Set<string>();
  return all.flatMap((step) => {
    const isRepeated = seen.has(step.id);
    seen.add(step.id);
    const problems = isRepeated
      ? [error(`steps.${step.id}`, step.id, `Another step has the id ${step.id} too`)]
      : [];
    return [...problems, ...checkBranchIds(step)];
  });
}

function checkBranchIds(step: Step): DefinitionProblem[] {
  if (step.kind !== 'branch' && step.kind !== 'split') return [];
  const ids = step.branches.map(({ id }) => id);
  // The log calls the last way of a branch so.
  const taken = step.kind === 'branch' ? ['otherwise'] : [];
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i || taken.includes(id)
      ? [error(`steps.${step.id}.branches.${i}.id`, step.id, `The id ${id} is taken`)]
      : [],
  );
}

function checkWaits(step: Step): DefinitionProblem[] {
  if (step.kind === 'delay') return checkDuration(step.for, 'for', step.id);
  if (step.kind === 'wait_for_event') return checkDuration(step.timeout, 'timeout', step.id);
  if (step.kind !== 'action' || step.retry === undefined) return [];
  return checkDuration(step.retry.firstDelay, 'retry.firstDelay', step.id);
}

function checkDuration(duration: Duration, name: string, stepId: string): DefinitionProblem[] {
  if (durationMs(duration) <= definitionLimits.waitDays * 86_400_000) return [];
  const message = `is longer than ${definitionLimits.waitDays} days`;
  return [error(`steps.${stepId}.${name}`, stepId, message)];
}

function checkReach(steps: readonly Step[]): DefinitionProblem[] {
  const last = steps.findIndex(alwaysEnds);
  const unreached = last === -1 ? undefined : steps[last + 1];
  const inside = steps.flatMap(branchesOf).flatMap(checkReach);
  if (unreached === undefined) return inside;
  const message = 'No run comes here: all ways before it end in a stop';
  return [warning(`steps.${unreached.id}`, unreached.id, message), ...inside];
}

function alwaysEnds(step: Step): boolean {
  if (step.kind === 'stop') return true;
  const branches = branchesOf(step);
  return branches.length > 0 && branches.every((branch) => branch.some(alwaysEnds));
}

/** The first step that stands within more branches than this. */
function firstBelow(steps: readonly Step[], levels: number): Step | undefined {
  if (levels < 0) return steps[0];
  for (const branch of steps.flatMap(branchesOf)) {
    const found = firstBelow(branch, levels - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
