import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { useChangePipeline } from './pipelines.queries.ts';

/** Name and description. */
export function DetailsForm({ pipeline }: { pipeline: Pipeline }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useChangePipeline(pipeline.id);
  const mayEdit = useMay('admin');
  const form = useForm({
    initialValues: { name: pipeline.name, description: pipeline.description ?? '' },
  });
  const submit = form.onSubmit(({ name, description }) => {
    setRefusal(null);
    change.mutate(
      { name, description: description.trim() || null },
      {
        onSuccess: () => {
          form.resetDirty();
          toast.done('Saved.');
        },
        onError: (error) => setRefusal(showFieldErrors(form, error)),
      },
    );
  });
  return (
    <Section title="Name and description">
      <form onSubmit={submit}>
        <Stack gap="md" maw={480}>
          <FormAlert message={refusal} />
          <TextInput label="Name" required disabled={!mayEdit} {...form.getInputProps('name')} />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            disabled={!mayEdit}
            {...form.getInputProps('description')}
          />
          {mayEdit && (
            <Group>
              <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}
