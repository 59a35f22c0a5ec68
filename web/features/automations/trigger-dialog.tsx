import type { Automation } from '../../../src/contracts/automations.ts';
import { problemsBeside } from './problems.rules.ts';
import { SaveInputs } from './save-inputs.tsx';
import type { WordBook } from './word-book.rules.ts';

type Props = { automation: Automation; book: WordBook; onClose: () => void };

/** What was chosen for the trigger. */
export function TriggerDialog({ automation, book, onClose }: Props) {
  const { draft, problems } = automation;
  const entry = book.triggers.get(draft.trigger.type);
  const sample = entry?.sample['params'];
  return (
    <SaveInputs
      automation={automation}
      title={entry?.title ?? draft.trigger.type}
      summary={entry?.summary ?? ''}
      fields={entry?.form ?? []}
      given={draft.trigger.params}
      sample={typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? sample : {}}
      roots={entry?.provides ?? []}
      problems={problemsBeside(problems, 'trigger.params')}
      change={(params) => ({ ...draft, trigger: { ...draft.trigger, params } })}
      onClose={onClose}
    />
  );
}
