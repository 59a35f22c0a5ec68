import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { ExampleFields } from './example-fields.tsx';
import { useChangePipeline } from './pipelines.queries.ts';

const mostExamples = 10;

/** What the AI is told about this business, and conversations it should learn from. */
export function ReadingForm({ pipeline }: { pipeline: Pipeline }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useChangePipeline(pipeline.id);
  const mayEdit = useMay('admin');
  const form = useForm({
    initialValues: {
      prompt: pipeline.prompt ?? '',
      examples: pipeline.examples.map((example) => ({ ...example, key: crypto.randomUUID() })),
    },
    validate: {
      examples: {
        conversation: (text) => (text.trim() ? null : 'Paste a conversation.'),
        expected: (text) => (text.trim() ? null : 'Say how it should be read.'),
      },
    },
  });
  const submit = form.onSubmit(({ prompt, examples }) => {
    setRefusal(null);
    change.mutate(
      {
        prompt: prompt.trim() || null,
        examples: examples.map(({ conversation, expected }) => ({ conversation, expected })),
      },
      {
        onSuccess: () => {
          form.setInitialValues(form.getValues());
          form.resetDirty();
          toast.done('Saved. The next reading follows it.');
        },
        onError: (error) => setRefusal(showFieldErrors(form, error)),
      },
    );
  });
  const { examples } = form.values;
  return (
    <Section
      title="How conversations are read"
      note={`Version ${pipeline.promptVersion}. Every reading keeps the version it was made with.`}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <Textarea
            label="Instructions"
            description="What you sell, what makes a good customer, which words mean yes or no."
            autosize
            minRows={4}
            maxRows={16}
            disabled={!mayEdit}
            {...form.getInputProps('prompt')}
          />
          <Title order={3}>Examples</Title>
          {examples.length === 0 && (
            <Text c="dimmed">
              None yet. A conversation and how you would have placed it teaches more than a long
              instruction.
            </Text>
          )}
          {examples.map((example, index) => (
            <ExampleFields
              key={example.key}
              number={index + 1}
              disabled={!mayEdit}
              conversation={form.getInputProps(`examples.${index}.conversation`)}
              expected={form.getInputProps(`examples.${index}.expected`)}
              onRemove={() => form.removeListItem('examples', index)}
            />
          ))}
          {mayEdit && (
            <Group justify="space-between" gap="xs">
              <Button
                variant="subtle"
                leftSection={<IconPlus size={15} />}
                disabled={examples.length >= mostExamples}
                onClick={() =>
                  form.insertListItem('examples', {
                    conversation: '',
                    expected: '',
                    key: crypto.randomUUID(),
                  })
                }
              >
                Add an example
              </Button>
              <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
                Save reading
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}
