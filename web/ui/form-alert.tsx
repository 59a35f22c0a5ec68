import { Alert } from '@mantine/core';

type Props = { message: string | null };

/** Why a form was refused, when no single field is to blame. Read out when it appears. */
export function FormAlert({ message }: Props) {
  if (message === null) return null;
  return (
    <Alert color="red" variant="light" p="sm">
      {message}
    </Alert>
  );
}
