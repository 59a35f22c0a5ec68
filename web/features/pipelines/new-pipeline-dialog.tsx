import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import classes from './new-pipeline-dialog.module.css';
import { useCreatePipeline } from './pipelines.queries.ts';
import { StageStrip } from './stage-strip.tsx';
import { templates } from './templates.ts';

type Props = { onClose: () => void };

/** A name and a template. */
export function NewPipelineDialog({ onClose }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const navigate = useNavigate();
  const create = useCreatePipeline();
  const form = useForm({ initialValues: { template: 'sales', name: '' } });
  const template = templates.find(({ id }) => id === form.values.template);
  const submit = form.onSubmit(({ name }) => {
    if (!template) return;
    const input = { ...template.input, name: name.trim() || template.input.name };
    create.mutate(input, {
      onSuccess: ({ id }) =>
        void navigate({ to: '/pipelines/$pipelineId', params: { pipelineId: id } }),
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="New pipeline"
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <Radio.Group label="Start from" {...form.getInputProps('template')}>
            <Stack gap="xs" mt={4}>
              {templates.map(({ id, title, text, input }) => (
                <Radio.Card key={id} value={id} className={classes['card'] ?? ''}>
                  <Group gap="sm" wrap="nowrap" align="flex-start">
                    <Radio.Indicator mt={2} />
                    <div>
                      <Text fw={500}>{title}</Text>
                      <Text c="dimmed" mb={4}>
                        {text}
                      </Text>
                      <StageStrip stages={input.stages} />
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label="Name"
            placeholder={template?.input.name ?? ''}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create pipeline
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
