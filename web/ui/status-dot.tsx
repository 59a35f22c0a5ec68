import { Group, Text } from '@mantine/core';

export type StatusTone = 'good' | 'busy' | 'warning' | 'bad' | 'quiet';

const colors: Record<StatusTone, string> = {
  good: 'var(--mantine-color-teal-6)',
  busy: 'var(--mantine-color-accent-5)',
  warning: 'var(--mantine-color-yellow-6)',
  bad: 'var(--mantine-color-red-6)',
  quiet: 'var(--mantine-color-gray-5)',
};

type Props = { tone: StatusTone; children: string };

/** A status in words, with a dot for those who look before they read. */
export function StatusDot({ tone, children }: Props) {
  return (
    <Group gap={6} wrap="nowrap" component="span" style={{ display: 'inline-flex' }}>
      <span
        aria-hidden
        style={{ width: 8, height: 8, borderRadius: 4, flexShrink: 0, background: colors[tone] }}
      />
      <Text span size="sm">
        {children}
      </Text>
    </Group>
  );
}
