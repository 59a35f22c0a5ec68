import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A titled part of a screen. */
export function Section({ title, note, actions, children }: Props) {
  return (
    <Box component="section" aria-label={title} mb="xl">
      <Group justify="space-between" align="center" mb="sm" gap="sm">
        <Box>
          <Title order={2}>{title}</Title>
          {note && <Text c="dimmed">{note}</Text>}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
