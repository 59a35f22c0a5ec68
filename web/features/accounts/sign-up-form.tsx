import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvitationProof } from '../../../src/contracts/accounts.ts';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { signUp } from './accounts.queries.ts';

type Props = {
  submitLabel: string;
  invitation?: InvitationProof;
  /** Asks for the name of a workspace too. */
  withWorkspace?: boolean;
  /** What follows once the account exists and is signed in. */
  onSignedUp: (workspace: string) => Promise<void>;
};

const passwordLength = 10;

export function SignUpForm({ submitLabel, invitation, withWorkspace = false, onSignedUp }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', email: '', password: '', workspace: '' },
    validate: {
      password: (value) =>
        value.length < passwordLength ? `At least ${passwordLength} characters.` : null,
    },
  });
  const submit = useMutation({
    mutationFn: async ({ workspace, ...person }: typeof form.values) => {
      await signUp({ ...person, ...(invitation ? { invitation } : {}) });
      await onSignedUp(workspace);
    },
    meta: { showsOwnErrors: true },
    onMutate: () => setRefusal(null),
    onError: (error) => setRefusal(showFieldErrors(form, error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => submit.mutate(values))}>
      <Stack gap="md">
        <FormAlert message={refusal} />
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          description={`At least ${passwordLength} characters`}
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
        />
        {withWorkspace && (
          <TextInput
            label="Workspace"
            description="Your company or team; you can have more of them later"
            autoComplete="organization"
            required
            {...form.getInputProps('workspace')}
          />
        )}
        <Button type="submit" loading={submit.isPending} fullWidth>
          {submitLabel}
        </Button>
      </Stack>
    </form>
  );
}
