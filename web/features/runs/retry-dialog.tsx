import { Button, Group, Modal, Radio, Stack, Switch, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Definition } from '../../../src/contracts/automation-definition.ts';
import type { Run } from '../../../src/contracts/runs.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import type { FieldValues } from '../automations/form/field-spec.ts';
import { FieldsForm } from '../automations/form/fields-form.tsx';
import { filledValues } from '../automations/form/values.rules.ts';
import { allSteps } from '../automations/step-tree.rules.ts';
import type { WordBook } from '../automations/word-book.rules.ts';
import { useRetryRun } from './runs.queries.ts';

type Props = {
  run: Run;
  /** Null: from the start. */
  stepId: string | null;
  book?: WordBook;
  onClose: () => void;
};

/** From where, with which version, and with which input for this once. */
export function RetryDialog({ run, stepId, book, onClose }: Props) {
  const [version, setVersion] = useState<'same' | 'newest'>('same');
  const [refusal, setRefusal] = useState<string | null>(null);
  const step = allSteps((run.definition as Partial<Definition>).steps ?? []).find(
    ({ id }) => id === stepId,
  );
  const [edits, setEdits] = useState(false);
  const [values, setValues] = useState<FieldValues>(step?.kind === 'action' ? step.input : {});
  const navigate = useNavigate();
  const retry = useRetryRun(run.id);
  const entry = step?.kind === 'action' ? book?.actions.get(step.action) : undefined;
  // Where it went wrong: what went well after that is not to be sent twice.
  const isFailed = stepId !== null && stepId === run.stepId && run.status === 'failed';
  const place = isFailed ? { from: 'failed_step' as const } : stepId === null ? {} : { stepId };
  const title = run.steps.find((done) => done.stepId === stepId)?.title;
  const send = () =>
    retry.mutate(
      {
        version,
        ...place,
        ...(edits ? { input: filledValues(values) } : {}),
      },
      {
        onSuccess: ({ id }) => {
          onClose();
          toast.done('Running again');
          void navigate({ to: '/runs/$runId', params: { runId: id } });
        },
        onError: (error) => setRefusal(messageOf(error)),
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={title ? `Retry from “${title}”` : 'Retry from the start'}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <FormAlert message={refusal} />
        <Text c="dimmed">
          A new run is made; this one stays as it is.{' '}
          {isFailed
            ? 'Steps after this one that went well are not done again.'
            : 'Steps that are done again send again.'}
        </Text>
        <Radio.Group
          label="Version"
          value={version}
          onChange={(next) => setVersion(next === 'newest' ? 'newest' : 'same')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="same" label={`The same: version ${run.version}`} />
            <Radio value="newest" label="The newest that is published" />
          </Stack>
        </Radio.Group>
        {entry && entry.form.length > 0 && (
          <Switch
            label="Change the input of this step, this once"
            checked={edits}
            onChange={(event) => setEdits(event.currentTarget.checked)}
          />
        )}
        {edits && entry && (
          <FieldsForm
            fields={entry.form}
            values={values}
            errors={{}}
            onChange={setValues}
            sample={entry.sampleInput}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={retry.isPending} onClick={send}>
            Retry
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
