import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Definition } from '../../../src/contracts/automation-definition.ts';
import type { Automation } from '../../../src/contracts/automations.ts';
import { messageOf } from '../../api/problem.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { useChangeAutomation } from './automations.queries.ts';
import type { FieldSpec, FieldValue, FieldValues } from './form/field-spec.ts';
import { FieldsForm } from './form/fields-form.tsx';
import { filledValues, missing, startValues } from './form/values.rules.ts';

type Props = {
  automation: Automation;
  title: string;
  summary: string;
  fields: readonly FieldSpec[];
  given: FieldValues;
  sample: Readonly<Record<string, unknown>>;
  roots: readonly string[];
  /** Errors that are known already, by field. */
  problems: Readonly<Record<string, string>>;
  /** The draft with the new values in it. */
  change: (values: { [name: string]: FieldValue }) => Definition;
  onClose: () => void;
};

/** The inputs of one part of a draft, saved together. */
export function SaveInputs(props: Props) {
  const { automation, title, summary, fields, given, sample, roots, problems, onClose } = props;
  const [values, setValues] = useState(() => startValues(fields, given));
  const [errors, setErrors] = useState(problems);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useChangeAutomation(automation.id, true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const needed = missing(fields, values);
    setErrors(needed);
    if (Object.keys(needed).length > 0) return;
    const definition = props.change(filledValues(values));
    save.mutate(
      { definition, draftRevision: automation.draftRevision },
      { onSuccess: onClose, onError: (error) => setRefusal(messageOf(error)) },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={600}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text c="dimmed">{summary}</Text>
          <FormAlert message={refusal} />
          <FieldsForm
            fields={fields}
            values={values}
            errors={errors}
            onChange={setValues}
            sample={sample}
            roots={roots}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save to the draft
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
