import { ActionIcon, Text } from '@mantine/core';
import { IconFilter, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import type { ActionStep } from '../../../src/contracts/automation-definition.ts';
import type { Automation } from '../../../src/contracts/automations.ts';
import { useMay } from '../accounts/roles.ts';
import classes from './outline.module.css';
import { conditionWords, outlineOf, triggerWords } from './outline.rules.ts';
import { StepIcon } from './step-icon.tsx';
import { StepInputDialog } from './step-input-dialog.tsx';
import { allSteps } from './step-tree.rules.ts';
import { TriggerDialog } from './trigger-dialog.tsx';
import type { WordBook } from './word-book.rules.ts';

type Edited = ActionStep | 'trigger' | null;
type Props = {
  automation: Automation;
  book: WordBook;
  edited: Edited;
  onEdit: (part: Edited) => void;
};
type Line = { depth: number; title: string; detail: string | null };

/** Trigger, conditions and steps as an indented list; inputs are edited in place. */
export function Outline({ automation, book, edited, onEdit }: Props) {
  const { draft } = automation;
  const mayChange = useMay('agent');
  const steps = new Map(allSteps(draft.steps).map((step) => [step.id, step]));
  const trigger = triggerWords(draft.trigger, book);
  const lines = outlineOf(draft.steps, book);
  const wrong = new Set(automation.problems.map(({ stepId }) => stepId));
  const hasInputs = (action: string) => (book.actions.get(action)?.form.length ?? 0) > 0;
  return (
    <>
      <ol className={classes['outline']}>
        <Row
          line={{ depth: 0, title: `When: ${trigger.title}`, detail: trigger.detail }}
          icon={<IconPlayerPlay size={17} stroke={1.6} aria-hidden />}
          {...(mayChange && (book.triggers.get(draft.trigger.type)?.form.length ?? 0) > 0
            ? { onEdit: () => onEdit('trigger') }
            : {})}
        />
        {draft.conditions !== null && (
          <Row
            line={{
              depth: 0,
              title: `Only if ${conditionWords(draft.conditions, book)}`,
              detail: null,
            }}
            icon={<IconFilter size={17} stroke={1.6} aria-hidden />}
          />
        )}
        {lines.map((line) => {
          const step = steps.get(line.stepId);
          const isEditable = line.kind === 'action' && mayChange && hasInputs(line.action ?? '');
          return (
            <Row
              key={line.key}
              line={line}
              icon={<StepIcon kind={line.kind} action={line.action} />}
              isWrong={line.kind !== 'case' && wrong.has(line.stepId)}
              {...(isEditable && step?.kind === 'action' ? { onEdit: () => onEdit(step) } : {})}
            />
          );
        })}
      </ol>
      {lines.length === 0 && (
        <Text c="dimmed" mt="xs">
          It has no steps yet. Write them under “Definition”, or start from a recipe.
        </Text>
      )}
      {edited === 'trigger' && (
        <TriggerDialog automation={automation} book={book} onClose={() => onEdit(null)} />
      )}
      {edited !== null && edited !== 'trigger' && (
        <StepInputDialog
          automation={automation}
          step={edited}
          book={book}
          onClose={() => onEdit(null)}
        />
      )}
    </>
  );
}

type RowProps = {
  line: Line;
  icon: React.ReactNode;
  isWrong?: boolean;
  onEdit?: () => void;
};

function Row({ line, icon, isWrong = false, onEdit }: RowProps) {
  return (
    <li
      className={classes['line']}
      style={{ paddingLeft: 8 + line.depth * 24 }}
      data-wrong={isWrong || undefined}
    >
      <span className={classes['icon']}>{icon}</span>
      <div className={classes['words']}>
        <Text>{line.title}</Text>
        {line.detail && (
          <Text size="xs" c="dimmed" lineClamp={3}>
            {line.detail}
          </Text>
        )}
      </div>
      {onEdit && (
        <ActionIcon aria-label={`Edit: ${line.title}`} onClick={onEdit}>
          <IconPencil size={15} />
        </ActionIcon>
      )}
    </li>
  );
}
