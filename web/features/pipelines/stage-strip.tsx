import { Group, Text } from '@mantine/core';
import type { Stage } from '../../../src/contracts/pipelines.ts';
import { stageColor } from './stage-words.ts';

/** The stages of a pipeline in one line. */
export function StageStrip({ stages }: { stages: readonly Pick<Stage, 'name' | 'color'>[] }) {
  return (
    <Group gap="4px 12px">
      {stages.map(({ name, color }) => (
        <Group key={name} gap={6} wrap="nowrap">
          <span
            aria-hidden
            style={{ width: 8, height: 8, borderRadius: 2, background: stageColor(color) }}
          />
          <Text size="xs" c="dimmed">
            {name}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
