import { ActionIcon, NumberInput, Select, Textarea, TextInput, Tooltip } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconAlignLeft, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { ColorMenu } from './color-menu.tsx';
import type { StageDraft } from './stage-drafts.rules.ts';
import classes from './stage-row.module.css';
import { stageTypeNames } from './stage-words.ts';
import { useSortableRow } from './use-sortable-row.ts';

type Props = {
  form: UseFormReturnType<{ stages: StageDraft[] }>;
  draft: StageDraft;
  index: number;
  count: number;
  list: string;
  onMove: (from: number, to: number) => void;
};

const types = Object.entries(stageTypeNames).map(([value, label]) => ({ value, label }));

/** One stage in the editor. */
export function StageRow({ form, draft, index, count, list, onMove }: Props) {
  const [described, description] = useDisclosure(false);
  const { row, handle, dragging, edge } = useSortableRow({ index, list, onMove });
  const name = draft.name || 'new stage';
  const moveByKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(index, index + step);
  };
  return (
    <div ref={row} className={classes['row']} data-dragging={dragging} data-edge={edge}>
      <div className={classes['fields']}>
        <Tooltip label="Drag, or move with the arrow keys">
          <ActionIcon
            ref={handle}
            className={classes['handle'] ?? ''}
            aria-label={`Move ${name}, stage ${index + 1} of ${count}. Arrow keys move it.`}
            onKeyDown={moveByKey}
          >
            <IconGripVertical size={16} />
          </ActionIcon>
        </Tooltip>
        <ColorMenu
          name={name}
          color={draft.color}
          onChange={(color) => form.setFieldValue(`stages.${index}.color`, color)}
        />
        <TextInput
          className={classes['name'] ?? ''}
          aria-label="Name of the stage"
          placeholder="Name"
          {...form.getInputProps(`stages.${index}.name`)}
        />
        <Select
          className={classes['type'] ?? ''}
          aria-label={`Type of ${name}`}
          data={types}
          allowDeselect={false}
          {...form.getInputProps(`stages.${index}.type`)}
        />
        <ScoreInput form={form} index={index} end="scoreMin" label={`Lowest score of ${name}`} />
        <ScoreInput form={form} index={index} end="scoreMax" label={`Highest score of ${name}`} />
        <div className={classes['tools']}>
          <Tooltip label="What belongs here">
            <ActionIcon
              aria-label={`What belongs into ${name}`}
              aria-expanded={described}
              color={draft.description ? 'accent' : 'gray'}
              onClick={description.toggle}
            >
              <IconAlignLeft size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Remove">
            <ActionIcon
              aria-label={`Remove ${name}`}
              disabled={count === 1}
              onClick={() => form.removeListItem('stages', index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      {described && (
        <Textarea
          className={classes['description'] ?? ''}
          label="What belongs here"
          description="Read by the AI when it recommends a stage."
          autosize
          minRows={2}
          {...form.getInputProps(`stages.${index}.description`)}
          value={draft.description ?? ''}
          onChange={(event) =>
            form.setFieldValue(`stages.${index}.description`, event.currentTarget.value || null)
          }
        />
      )}
    </div>
  );
}

type ScoreProps = {
  form: Props['form'];
  index: number;
  end: 'scoreMin' | 'scoreMax';
  label: string;
};

function ScoreInput({ form, index, end, label }: ScoreProps) {
  const path = `stages.${index}.${end}` as const;
  const { value, error } = form.getInputProps(path);
  return (
    <NumberInput
      className={classes['score'] ?? ''}
      aria-label={label}
      min={0}
      max={100}
      clampBehavior="strict"
      allowDecimal={false}
      hideControls
      value={value}
      error={error}
      onChange={(next) => form.setFieldValue(path, next === '' ? 0 : Number(next))}
    />
  );
}
