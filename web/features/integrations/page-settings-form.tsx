import { Button, Group, Input, Radio, Select, Slider, Stack, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ConnectedPage } from '../../../src/contracts/pages.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useMay } from '../accounts/roles.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { intervalChoices } from './intervals.ts';
import { useSavePageSettings } from './pages.queries.ts';

type Props = { page: ConnectedPage };

/** What happens to the contacts of a page by itself. */
export function PageSettingsForm({ page }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const pipelines = usePipelines().data ?? [];
  const save = useSavePageSettings(page.id);
  const maySave = useMay('admin');
  const saved = {
    autoPipeline: page.autoPipeline,
    pipelineId: page.pipelineId,
    updateMode: page.updateMode,
    minConfidence: page.minConfidence,
    autoSync: page.autoSync,
    syncIntervalMinutes: page.syncIntervalMinutes,
  };
  const form = useForm({
    initialValues: saved,
    validate: {
      pipelineId: (value, { autoPipeline }) =>
        autoPipeline && !value ? 'Choose the pipeline that contacts are placed in.' : null,
    },
  });
  const submit = (values: typeof saved) => {
    setRefusal(null);
    save.mutate(values, {
      onSuccess: () => {
        form.resetDirty(values);
        toast.done(`Settings of ${page.name} saved.`, async () => {
          await save.mutateAsync(saved);
          form.setValues(saved);
          form.resetDirty(saved);
        });
      },
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  };
  const { autoPipeline, autoSync, minConfidence } = form.values;
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="lg">
        <FormAlert message={refusal} />
        <Switch
          label="Place contacts by itself"
          description="Every conversation is read and the contact is put into the stage that fits."
          disabled={!maySave}
          {...form.getInputProps('autoPipeline', { type: 'checkbox' })}
        />
        {autoPipeline && (
          <>
            <Select
              label="Pipeline"
              placeholder="Choose a pipeline"
              data={pipelines
                .filter(({ id, archivedAt }) => !archivedAt || id === page.pipelineId)
                .map(({ id, name }) => ({ value: id, label: name }))}
              disabled={!maySave}
              {...form.getInputProps('pipelineId')}
            />
            <Radio.Group label="Who is placed" {...form.getInputProps('updateMode')}>
              <Stack gap="sm" mt="xs">
                <Radio
                  value="SKIP_EXISTING"
                  label="Only new contacts"
                  description="Who already has a stage stays there, whatever is written later."
                  disabled={!maySave}
                />
                <Radio
                  value="UPDATE_EXISTING"
                  label="New and existing contacts"
                  description="New messages are read too and may move the contact. Who was moved by hand stays until you unlock them."
                  disabled={!maySave}
                />
              </Stack>
            </Radio.Group>
            <Input.Wrapper
              label={`Confidence needed: ${minConfidence} %`}
              description="When the reading is less sure than this, the contact is not moved but waits under Review."
            >
              <Slider
                mt="xs"
                mb="md"
                label={(value) => `${value} %`}
                thumbLabel="Confidence needed"
                marks={[0, 25, 50, 75, 100].map((value) => ({ value, label: value }))}
                disabled={!maySave}
                {...form.getInputProps('minConfidence')}
              />
            </Input.Wrapper>
          </>
        )}
        <Switch
          label="Sync by itself"
          description="Messages arrive at once by webhook; a sync also finds what a webhook missed."
          disabled={!maySave}
          {...form.getInputProps('autoSync', { type: 'checkbox' })}
        />
        {autoSync && (
          <Select
            label="How often"
            w={240}
            allowDeselect={false}
            data={intervalChoices(page.syncIntervalMinutes)}
            value={String(form.values.syncIntervalMinutes)}
            onChange={(value) => form.setFieldValue('syncIntervalMinutes', Number(value))}
            error={form.errors['syncIntervalMinutes']}
            disabled={!maySave}
          />
        )}
        {maySave ? (
          <Group gap="xs">
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              Save
            </Button>
            {form.isDirty() && (
              <Button variant="default" onClick={() => form.reset()}>
                Discard changes
              </Button>
            )}
          </Group>
        ) : (
          <Text c="dimmed">Admins and owners can change this.</Text>
        )}
      </Stack>
    </form>
  );
}
