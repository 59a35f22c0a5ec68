import type { z } from 'zod';
import type {
  Definition,
  DefinitionProblem,
} from '../../../src/contracts/automation-definition.ts';
import { allSteps } from './step-tree.rules.ts';
import { sentence } from './word-book.rules.ts';

export type Problem = z.infer<typeof DefinitionProblem>;

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
        messageWords(message),
      ])
      // The first problem of a field is the one to tell.
      .toReversed(),
  );
}

export const errorsOf = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'error');

type Entry = { title: string; form: readonly { name: string; label: string }[] };
type Entries = { triggers: ReadonlyMap<string, Entry>; actions: ReadonlyMap<string, Entry> };

/** 'steps.move.input.stageId' → 'Move to a stage · Stage', 'trigger.params.to' → 'Trigger · To' */
export function placeWords(
  { place, stepId }: Pick<Problem, 'place' | 'stepId'>,
  { trigger, steps }: Definition,
  { triggers, actions }: Entries,
): string {
  const parts = place.split(/[.[]/);
  const step = allSteps(steps).find(({ id }) => id === stepId);
  const action = step?.kind === 'action' ? actions.get(step.action) : undefined;
  const form = step ? action?.form : triggers.get(trigger.type)?.form;
  const title = step
    ? (step.name ?? action?.title ?? sentence(step.kind))
    : sentence(parts[0] ?? '');
  const field = parts[step ? 3 : 2];
  const label = form?.find(({ name }) => name === field)?.label;
  return label === undefined ? title : `${title} · ${label}`;
}

/** Ids say nothing to people: 'There is no stage 0199…' → 'There is no such stage any more' */
export function messageWords(message: string): string {
  return message.replace(
    /^There is no ([a-z ]+) [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'There is no such $1 any more',
  );
}
