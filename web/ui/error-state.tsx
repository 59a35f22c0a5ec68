import { Button, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiProblem, messageOf } from '../api/problem.ts';

type Props = { error: unknown; onRetry: () => void; title?: string };

/** Something could not be loaded: says what, and tries again. */
export function ErrorState({ error, onRetry, title = 'This could not be loaded' }: Props) {
  const requestId = error instanceof ApiProblem ? error.requestId : null;
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center" role="alert">
      <IconAlertTriangle size={32} stroke={1.25} color="var(--mantine-color-error)" aria-hidden />
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={440}>
        {messageOf(error)}
      </Text>
      {requestId && (
        <Text c="dimmed" size="xs" ff="monospace">
          Request {requestId}
        </Text>
      )}
      <Button variant="default" mt="xs" onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  );
}
