import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Workspace } from '../../../src/contracts/accounts.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { useChangeWorkspace, useWorkspace } from './team.queries.ts';

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function WorkspaceSettings() {
  const query = useWorkspace();
  return (
    <Section title="Workspace">
      <Loaded query={query}>{(workspace) => <Form workspace={workspace} />}</Loaded>
    </Section>
  );
}

function Form({ workspace }: { workspace: Workspace }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useChangeWorkspace();
  const form = useForm({ initialValues: { name: workspace.name, timeZone: workspace.timeZone } });
  const submit = form.onSubmit((values) => {
    setRefusal(null);
    change.mutate(values, {
      onSuccess: () => {
        form.resetDirty(values);
        toast.done('Workspace saved.');
      },
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={384}>
        <FormAlert message={refusal} />
        <TextInput label="Name" required {...form.getInputProps('name')} />
        <Select
          label="Time zone"
          searchable
          allowDeselect={false}
          limit={100}
          data={[...new Set([workspace.timeZone, ...timeZones])]}
          {...form.getInputProps('timeZone')}
        />
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
