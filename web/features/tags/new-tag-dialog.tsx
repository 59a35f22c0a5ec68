import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { TagInput } from '../../../src/contracts/tags.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { ColorMenu } from '../pipelines/color-menu.tsx';
import { longestTagName } from './tag-choices.rules.ts';
import { useCreateTag } from './tags.queries.ts';

/** A tag with its colour. */
export function NewTagDialog({ onClose }: { onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = useCreateTag();
  const form = useForm<TagInput>({
    initialValues: { name: '', colour: 'blue' },
    validate: { name: (name) => (name.trim() ? null : 'Give the tag a name.') },
  });
  const submit = form.onSubmit((values) => {
    setRefusal(null);
    create.mutate(values, {
      onSuccess: onClose,
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  });
  return (
    <Modal opened onClose={onClose} title="New tag" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={longestTagName}
            leftSection={
              <ColorMenu
                name="the new tag"
                color={form.values.colour}
                onChange={(colour) => form.setFieldValue('colour', colour)}
              />
            }
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Add tag
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
