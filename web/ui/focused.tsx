import { Box, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

type Props = { title: string; lead?: ReactNode; children: ReactNode };

/** A screen with one thing to do, outside the shell. */
export function Focused({ title, lead, children }: Props) {
  useDocumentTitle(`${title} · Switchyard`);
  return (
    <Box component="main" mih="100dvh" bg="var(--sy-sunken)" px="md" py={{ base: 32, sm: 96 }}>
      <Stack maw={384} mx="auto" gap="lg">
        <Stack gap="sm" align="center" ta="center">
          <img src="/icon.svg" width={40} height={40} alt="" />
          <Title order={1}>{title}</Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </Stack>
        <Paper p="lg" radius="lg" shadow="sm" bg="var(--sy-surface)">
          {children}
        </Paper>
      </Stack>
    </Box>
  );
}
