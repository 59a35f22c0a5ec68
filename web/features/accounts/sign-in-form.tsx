import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showFieldErrors } from '../../api/field-errors.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { signIn } from './accounts.queries.ts';

type Props = { onSignedIn: () => Promise<void> };

export function SignInForm({ onSignedIn }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({ initialValues: { email: '', password: '' } });
  const submit = useMutation({
    mutationFn: signIn,
    meta: { showsOwnErrors: true },
    onMutate: () => setRefusal(null),
    onSuccess: onSignedIn,
    onError: (error) => setRefusal(showFieldErrors(form, error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => submit.mutate(values))}>
      <Stack gap="md">
        <FormAlert message={refusal} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={submit.isPending} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
