import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useChangePassword } from './accounts.queries.ts';

/** A new password; every other session is signed out. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useChangePassword();
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } });
  const submit = form.onSubmit((values) => {
    setRefusal(null);
    change.mutate(values, {
      onSuccess: () => {
        toast.done('Password changed. Other browsers are signed out.');
        onClose();
      },
      onError: (error) => setRefusal(showFieldErrors(form, error)),
    });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Change password"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <FormAlert message={refusal} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            data-autofocus
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters"
            autoComplete="new-password"
            required
            {...form.getInputProps('newPassword')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
