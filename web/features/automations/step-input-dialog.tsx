import type { ActionStep } from '../../../src/contracts/automation-definition.ts';
import type { Automation } from '../../../src/contracts/automations.ts';
import { problemsBeside } from './problems.rules.ts';
import { SaveInputs } from './save-inputs.tsx';
import { withInput } from './step-tree.rules.ts';
import type { WordBook } from './word-book.rules.ts';

type Props = { automation: Automation; step: ActionStep; book: WordBook; onClose: () => void };

/** What one action does with, from its description in the catalogue. */
export function StepInputDialog({ automation, step, book, onClose }: Props) {
  const entry = book.actions.get(step.action);
  const { draft, problems } = automation;
  return (
    <SaveInputs
      automation={automation}
      title={step.name ?? entry?.title ?? step.action}
      summary={entry?.summary ?? ''}
      fields={entry?.form ?? []}
      given={step.input}
      sample={entry?.sampleInput ?? {}}
      roots={[...(book.triggers.get(draft.trigger.type)?.provides ?? []), 'steps']}
      problems={problemsBeside(problems, `steps.${step.id}.input`)}
      change={(input) => ({ ...draft, steps: withInput(draft.steps, step.id, input) })}
      onClose={onClose}
    />
  );
}
