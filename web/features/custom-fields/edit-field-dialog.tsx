import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { CustomField } from '../../../src/contracts/custom-fields.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { errorOf } from '../work/form-error.ts';
import { ChoicesInput, choicesProblem } from './choices-input.tsx';
import { fieldTypeNames } from './custom-field.rules.ts';
import { useChangeCustomField } from './custom-fields.queries.ts';

type Props = { field: CustomField; onClose: () => void };

/** Another name, other choices; key and type stay. */
export function EditFieldDialog({ field, onClose }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useChangeCustomField();
  const { id, key, type } = field;
  const form = useForm({
    initialValues: { label: field.label, choices: field.choices },
    validate: {
      label: (label) => (label.trim() ? null : 'Give the field a name.'),
      choices: (choices) => choicesProblem(type, choices),
    },
  });
  const submit = form.onSubmit(({ label, choices }) => {
    setRefusal(null);
    change.mutate(
      { id, change: type === 'choice' ? { label, choices } : { label } },
      { onSuccess: onClose, onError: (error) => setRefusal(showFieldErrors(form, error)) },
    );
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Edit ${field.label}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <Text c="dimmed">
            {fieldTypeNames[type]}, named <code>{key}</code> in automations and texts.
          </Text>
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={100}
            {...form.getInputProps('label')}
          />
          {type === 'choice' && (
            <>
              <ChoicesInput
                value={form.values.choices}
                error={errorOf(form.errors['choices'])}
                onChange={(choices) => form.setFieldValue('choices', choices)}
              />
              <Text size="xs" c="dimmed">
                Contacts keep a choice that is no longer offered.
              </Text>
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
