import { Group, Kbd } from '@mantine/core';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

type Props = { keys: string };

/** 'mod+k' or 'g b' as keys of a keyboard. */
export function KeyCaps({ keys }: Props) {
  const caps = keys.split(/[+ ]/).map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key));
  return (
    <Group gap={4} wrap="nowrap">
      {caps.map((cap) => (
        <Kbd key={cap} size="xs">
          {cap.length === 1 ? cap.toUpperCase() : cap}
        </Kbd>
      ))}
    </Group>
  );
}
