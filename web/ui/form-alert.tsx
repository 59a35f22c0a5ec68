import { Alert } from '@mantine/core';

type Props = { message: string | null };

/** Why a form was refused, when no single field is to blame. */
export function FormAlert({ message }: Props) {
  return (
    <div role="alert">
      {message && (
        <Alert color="red" variant="light" p="sm">
          {message}
        </Alert>
      )}
    </div>
  );
}
