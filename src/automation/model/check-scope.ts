import type { Condition, DefinitionProblem } from '../../contracts/automation-definition.ts';
import { error, warning } from './check-problems.ts';
import { splitPath } from './fields.ts';

/** What a step can read where it stands. */
export type Scope = {
  /** Roots of the facts that every run of this trigger has. */
  roots: ReadonlySet<string>;
  /** All roots that there are. */
  known: ReadonlySet<string>;
  /** Ids of all steps. */
  steps: ReadonlySet<string>;
  /** Steps before it; false: it stands in a branch, or before a goal, and may have been left out. */
  before: ReadonlyMap<string, boolean>;
};

/** Roots that no trigger has to give. */
export const alwaysThere: readonly string[] = ['company', 'event', 'now', 'steps'];

/**
 * What is wrong with reading a path at a place.
 * @param mayBeEmpty it has a default, or stands in a rule: only what can never be there is wrong
 */
export function checkPath(
  path: string,
  mayBeEmpty: boolean,
  scope: Scope,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  const [root = '', id = ''] = splitPath(path);
  if (root === 'steps') return checkStepPath(id, mayBeEmpty, scope, place, stepId);
  // What is no root at all is an unknown variable or field, and is reported as such.
  if (scope.roots.has(root) || !scope.known.has(root)) return [];
  return [error(place, stepId, `${path} is never there: the trigger gives no ${root}`)];
}

function checkStepPath(
  id: string,
  mayBeEmpty: boolean,
  scope: Scope,
  place: string,
  stepId: string | null,
): DefinitionProblem[] {
  const isSure = scope.before.get(id);
  if (isSure === undefined) {
    const isThere = scope.steps.has(id);
    const message = isThere ? `The step ${id} does not come before this` : `There is no step ${id}`;
    return [error(place, stepId, message)];
  }
  if (isSure || mayBeEmpty) return [];
  return [warning(place, stepId, `The step ${id} may have been left out: give a default`)];
}

/** The rules of a condition, each with its place. */
export function rulesWithPlaces(
  condition: Condition,
  place: string,
): { rule: Extract<Condition, { field: string }>; place: string }[] {
  if ('field' in condition) return [{ rule: condition, place }];
  if ('not' in condition) return rulesWithPlaces(condition.not, `${place}.not`);
  const [name, parts] =
    'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, i) => rulesWithPlaces(part, `${place}.${name}.${i}`));
}
