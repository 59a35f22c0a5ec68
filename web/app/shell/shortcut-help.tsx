import { Group, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { KeyCaps } from '../../ui/key-caps.tsx';
import { useShortcutGroups } from '../../ui/shortcuts.ts';

type Props = { opened: boolean; onClose: () => void };

/** All keys that work on this screen. */
export function ShortcutHelp({ opened, onClose }: Props) {
  const groups = useShortcutGroups();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl">
        {groups.map(({ title, shortcuts }) => (
          <Stack key={title} gap="xs">
            <Title order={3}>{title}</Title>
            {shortcuts.map(({ keys, label }) => (
              <Group key={keys} justify="space-between" wrap="nowrap">
                <Text>{label}</Text>
                <KeyCaps keys={keys} />
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
