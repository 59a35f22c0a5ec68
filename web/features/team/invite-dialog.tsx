import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Role } from '../../../src/contracts/roles.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { FormAlert } from '../../ui/form-alert.tsx';
import { RoleSelect } from './role-select.tsx';
import { useInvite } from './team.queries.ts';

/** Makes a link for one e-mail address; the person hands it over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const invite = useInvite();
  const form = useForm({ initialValues: { email: '', role: 'agent' as Role } });
  const submit = form.onSubmit((values) => {
    setRefusal(null);
    invite.mutate(values, { onError: (error) => setRefusal(showFieldErrors(form, error)) });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Invite to the workspace"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {invite.data ? (
        <Stack gap="md">
          <Text>
            Send this link to {invite.data.email}. It works once, for seven days, and is shown only
            now; inviting again makes a new one.
          </Text>
          <CopyField label="Invitation link" value={invite.data.link} />
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <FormAlert message={refusal} />
            <TextInput
              label="E-mail"
              type="email"
              required
              data-autofocus
              {...form.getInputProps('email')}
            />
            <RoleSelect
              label="Role"
              showLabel
              value={form.values.role}
              onChange={(role) => form.setFieldValue('role', role)}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={invite.isPending}>
                Make the link
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
