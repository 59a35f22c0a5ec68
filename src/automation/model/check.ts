import type {
  Definition,
  DefinitionProblem,
  SendingWindow,
  Step,
} from '../../contracts/automation-definition.ts';
import { TimeZone } from '../../contracts/time-zones.ts';
import { type CheckWorld, checkTrigger } from './check-choices.ts';
import { error } from './check-problems.ts';
import { alwaysThere, type Scope } from './check-scope.ts';
import { readDefinition } from './check-shape.ts';
import { checkRules, checkStep } from './check-steps.ts';
import { allSteps, checkTree } from './check-tree.ts';
import { branchesOf } from './compile.ts';
import { splitPath } from './fields.ts';

export type { CheckAction, CheckTrigger, CheckWorld } from './check-choices.ts';

/**
 * Everything that is wrong with a definition, each with its place; empty: it can be published.
 * A definition that its schema cannot read is told about its shape alone.
 */
export function checkDefinition(definition: unknown, world: CheckWorld): DefinitionProblem[] {
  const read = readDefinition(definition);
  if (!read.ok) return read.problems;
  const { trigger, conditions, steps, settings } = read.definition;
  const scope = scopeOf(read.definition, world);
  return [
    ...checkTrigger(trigger, world, 'trigger', null),
    ...(conditions ? checkRules(conditions, world, scope, 'conditions', null) : []),
    ...checkTree(steps),
    ...checkSteps(steps, world, scope).problems,
    ...checkWindow(settings.sendingWindow),
  ];
}

/** Before the first step. Of an unknown trigger nobody knows what it gives: nothing is missing. */
function scopeOf({ trigger, steps }: Definition, world: CheckWorld): Scope {
  const known = new Set([
    ...alwaysThere,
    'webhook',
    ...world.fields.map(({ path }) => splitPath(path)[0] ?? path),
  ]);
  const provides = world.triggers.get(trigger.type)?.provides ?? [...known];
  const owner = provides.includes('contact') ? ['owner'] : [];
  return {
    roots: new Set([...alwaysThere, ...owner, ...provides]),
    known,
    steps: new Set(allSteps(steps).map(({ id }) => id)),
    before: new Map(),
  };
}

type Checked = { problems: DefinitionProblem[]; before: Scope['before'] };

/** Steps in order, each with those that stand before it. */
function checkSteps(steps: readonly Step[], world: CheckWorld, scope: Scope): Checked {
  const problems: DefinitionProblem[] = [];
  let { before } = scope;
  for (const step of steps) {
    // A run that jumps to a goal leaves out what stands before it.
    if (step.kind === 'goal') before = unsure(before);
    problems.push(...checkStep(step, world, { ...scope, before }));
    before = new Map([...before, [step.id, true]]);
    const inside = branchesOf(step).map((branch) =>
      checkSteps(branch, world, { ...scope, before }),
    );
    for (const branch of inside) {
      problems.push(...branch.problems);
      // What the branch had before it stays as sure as it was.
      before = new Map([...unsure(branch.before), ...before]);
    }
  }
  return { problems, before };
}

function unsure(before: Scope['before']): Scope['before'] {
  return new Map([...before.keys()].map((id) => [id, false]));
}

function checkWindow(window: SendingWindow | null): DefinitionProblem[] {
  if (window === null || window.timeZone === 'contact' || window.timeZone === 'workspace')
    return [];
  if (TimeZone.safeParse(window.timeZone).success) return [];
  const message = `There is no time zone ${window.timeZone}`;
  return [error('settings.sendingWindow.timeZone', null, message)];
}
