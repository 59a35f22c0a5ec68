import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { Focused } from '../../ui/focused.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { createWorkspace } from './accounts.queries.ts';
import { useEnter } from './use-enter.ts';

export function NewWorkspaceScreen() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const enter = useEnter('/integrations');
  const form = useForm({ initialValues: { name: '' } });
  const create = useMutation({
    mutationFn: ({ name }: { name: string }) => createWorkspace(name),
    meta: { showsOwnErrors: true },
    onMutate: () => setRefusal(null),
    onSuccess: enter,
    onError: (error) => setRefusal(showFieldErrors(form, error)),
  });
  return (
    <Focused
      title="New workspace"
      lead="Contacts, pipelines and pages of one workspace are never seen in another."
    >
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <TextInput label="Name" required autoFocus {...form.getInputProps('name')} />
          <Button type="submit" loading={create.isPending} fullWidth>
            Create workspace
          </Button>
          <Button variant="subtle" color="gray" component={Link} to="/board" fullWidth>
            Cancel
          </Button>
        </Stack>
      </form>
    </Focused>
  );
}
