import { Button, Group, Text } from '@mantine/core';

type Props = { text: string; onUndo?: () => void };

/** The line of a toast, with its undo button. */
export function ToastMessage({ text, onUndo }: Props) {
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap" align="center">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      {onUndo && (
        <Button variant="light" size="compact-sm" onClick={onUndo} style={{ flexShrink: 0 }}>
          Undo
        </Button>
      )}
    </Group>
  );
}
