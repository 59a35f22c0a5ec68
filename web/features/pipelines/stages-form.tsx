import { Button, Group, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useSaveStages } from './pipelines.queries.ts';
import { RemoveStagesDialog } from './remove-stages-dialog.tsx';
import { ScoreBar } from './score-bar.tsx';
import {
  draftOf,
  inputOf,
  problemsOf,
  removedStages,
  type StageDraft,
  shareScores,
} from './stage-drafts.rules.ts';
import { StageRow } from './stage-row.tsx';

/** The most that a pipeline may have. */
const mostStages = 30;

/** The stages of a pipeline: order, names, types, colours, scores. Saved as a whole. */
export function StagesForm({ pipeline }: { pipeline: Pipeline }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const save = useSaveStages(pipeline.id);
  const mayEdit = useMay('admin');
  const form = useForm({
    initialValues: { stages: pipeline.stages.map(draftOf) },
    validate: { stages: { name: (name) => (name.trim() ? null : 'Give the stage a name.') } },
  });
  const drafts = form.values.stages;
  const removed = removedStages(pipeline.stages, drafts);

  const move = (from: number, to: number) => {
    if (to < 0 || to >= drafts.length || from === to) return;
    form.reorderListItem('stages', { from, to });
    setSaid(`${drafts[from]?.name} is now stage ${to + 1} of ${drafts.length}.`);
  };
  const store = () => {
    setAsking(false);
    setRefusal(null);
    save.mutate(inputOf(drafts), {
      onSuccess: ({ stages }) => {
        const stored = { stages: stages.map(draftOf) };
        form.setInitialValues(stored);
        form.setValues(stored);
        toast.done('Stages saved.');
      },
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  };
  return (
    <Section
      title="Stages"
      note="A contact goes to the stage whose score range fits, unless the reading says won or lost."
      actions={
        mayEdit && (
          <Button
            variant="default"
            onClick={() => form.setFieldValue('stages', shareScores(drafts))}
          >
            Share the scores out
          </Button>
        )
      }
    >
      <ScoreBar stages={drafts} problems={problemsOf(drafts)} />
      <form onSubmit={form.onSubmit(() => (removed.length > 0 ? setAsking(true) : store()))}>
        <FormAlert message={refusal} />
        <fieldset disabled={!mayEdit} style={{ border: 0, padding: 0, margin: 0 }}>
          {drafts.map((draft, index) => (
            <StageRow
              key={draft.key}
              form={form}
              draft={draft}
              index={index}
              count={drafts.length}
              list={pipeline.id}
              onMove={move}
            />
          ))}
        </fieldset>
        <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
        {mayEdit && (
          <Group gap="xs" mt="sm" justify="space-between">
            <Button
              variant="subtle"
              leftSection={<IconPlus size={15} />}
              disabled={drafts.length >= mostStages}
              onClick={() => form.insertListItem('stages', newDraft())}
            >
              Add a stage
            </Button>
            <Group gap="xs">
              {form.isDirty() && (
                <Button variant="default" onClick={() => form.reset()}>
                  Discard changes
                </Button>
              )}
              <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
                Save stages
              </Button>
            </Group>
          </Group>
        )}
      </form>
      <RemoveStagesDialog
        opened={asking}
        stages={removed}
        pending={save.isPending}
        onConfirm={store}
        onClose={() => setAsking(false)}
      />
    </Section>
  );
}

function newDraft(): StageDraft {
  return {
    key: crypto.randomUUID(),
    id: null,
    name: '',
    type: 'IN_PROGRESS',
    description: null,
    color: 'blue',
    scoreMin: 0,
    scoreMax: 100,
  };
}
