import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { CustomFieldType } from '../../../src/contracts/custom-fields.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { errorOf } from '../work/form-error.ts';
import { ChoicesInput, choicesProblem } from './choices-input.tsx';
import { fieldTypeNames, keyOf } from './custom-field.rules.ts';
import { useCreateCustomField } from './custom-fields.queries.ts';

type Values = { label: string; key: string; type: CustomFieldType; choices: string[] };

const types = Object.entries(fieldTypeNames).map(([value, label]) => ({ value, label }));

/** A field: its name, its key, what kind of value it holds. */
export function NewFieldDialog({ onClose }: { onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = useCreateCustomField();
  const form = useForm<Values>({
    initialValues: { label: '', key: '', type: 'text', choices: [] },
    validate: {
      label: (label) => (label.trim() ? null : 'Give the field a name.'),
      key: (key) => (key ? null : 'Give the field a key.'),
      choices: (choices, { type }) => choicesProblem(type, choices),
    },
  });
  const { label, key, type, choices } = form.values;
  const setLabel = (next: string) =>
    // The key follows the name until somebody gives it another one.
    form.setValues({ label: next, ...(key === keyOf(label) ? { key: keyOf(next) } : {}) });
  const submit = form.onSubmit((values) => {
    setRefusal(null);
    create.mutate(
      { ...values, choices: values.type === 'choice' ? values.choices : [] },
      { onSuccess: onClose, onError: (error) => setRefusal(showFieldErrors(form, error)) },
    );
  });
  return (
    <Modal opened onClose={onClose} title="New field" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={100}
            {...form.getInputProps('label')}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <TextInput
            label="Key"
            description="Automations and texts name the field by it. It cannot be changed later."
            withAsterisk
            maxLength={50}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            {...form.getInputProps('key')}
          />
          <Select
            label="Type"
            description="It cannot be changed later."
            allowDeselect={false}
            data={types}
            value={type}
            onChange={(next) => form.setFieldValue('type', next as CustomFieldType)}
          />
          {type === 'choice' && (
            <ChoicesInput
              value={choices}
              error={errorOf(form.errors['choices'])}
              onChange={(next) => form.setFieldValue('choices', next)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Add field
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
