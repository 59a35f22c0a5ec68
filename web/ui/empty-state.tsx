import { Group, Stack, Text, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = {
  icon: TablerIcon;
  title: string;
  /** 1 where the screen has no other heading. */
  order?: 1 | 2;
  children: ReactNode;
  actions?: ReactNode;
};

/** Nothing here yet: says why and offers the next step. */
export function EmptyState({ icon: Icon, title, order = 2, children, actions }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <Icon size={32} stroke={1.25} color="var(--mantine-color-dimmed)" aria-hidden />
      <Title order={order}>{title}</Title>
      <Text c="dimmed" maw={440}>
        {children}
      </Text>
      {actions && (
        <Group gap="xs" mt="xs" justify="center">
          {actions}
        </Group>
      )}
    </Stack>
  );
}
