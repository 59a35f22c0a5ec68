import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Role } from '../../../src/contracts/roles.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { RoleSelect } from './role-select.tsx';
import { useCreateApiKey } from './team.queries.ts';

const lifetimes = [
  { value: '0', label: 'Until it is revoked' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
];

/** Makes a key and shows it this once. */
export function NewApiKeyDialog({ onClose }: { onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = useCreateApiKey();
  const form = useForm({ initialValues: { name: '', role: 'agent' as Role, days: '0' } });
  const submit = form.onSubmit(({ name, role, days }) => {
    setRefusal(null);
    const expiresAt = Number(days) > 0 ? new Date(Date.now() + Number(days) * 86_400_000) : null;
    create.mutate(
      { name, role, expiresAt: expiresAt?.toISOString() ?? null },
      { onError: (error) => setRefusal(showFieldErrors(form, error)) },
    );
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="New API key"
      closeOnClickOutside={!create.data}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {create.data ? (
        <Stack gap="md">
          <Text>Copy the key now. It is not stored and cannot be shown again.</Text>
          <CopyField label="Key" value={create.data.key} />
          <Group justify="flex-end">
            <Button onClick={onClose}>I have copied it</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <FormAlert message={refusal} />
            <TextInput
              label="What is it for?"
              placeholder="Website form"
              required
              data-autofocus
              {...form.getInputProps('name')}
            />
            <RoleSelect
              label="Role"
              showLabel
              value={form.values.role}
              onChange={(role) => form.setFieldValue('role', role)}
            />
            <Select
              label="Works"
              allowDeselect={false}
              data={lifetimes}
              {...form.getInputProps('days')}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={create.isPending}>
                Make the key
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
