import type { DefinitionProblem } from '../../contracts/automation-definition.ts';

/** What keeps a definition from being published. */
export function error(place: string, stepId: string | null, message: string): DefinitionProblem {
  return { place, stepId, message, severity: 'error' };
}

/** What is worth a look and may be meant so. */
export function warning(place: string, stepId: string | null, message: string): DefinitionProblem {
  return { place, stepId, message, severity: 'warning' };
}
