import type { z } from 'zod';
import type { DefinitionProblem } from '../../../src/contracts/automation-definition.ts';

type Problem = z.infer<typeof DefinitionProblem>;

/** Messages by field, of the problems whose place lies in `within`: `steps.call.input`. */
export function problemsBeside(
  problems: readonly Problem[],
  within: string,
): { [name: string]: string } {
  const inside = problems.filter(({ place }) => place.startsWith(`${within}.`));
  return Object.fromEntries(
    inside
      .map(({ place, message }): [string, string] => [
        place.slice(within.length + 1).split(/[.[]/)[0] ?? '',
        message,
      ])
      // The first problem of a field is the one to tell.
      .toReversed(),
  );
}

export const errorsOf = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'error');
