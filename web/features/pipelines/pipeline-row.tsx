import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
import { StatusDot } from '../../ui/status-dot.tsx';
import classes from './pipeline-row.module.css';
import { StageStrip } from './stage-strip.tsx';

/** One pipeline of the list; leads to its settings. */
export function PipelineRow({ pipeline }: { pipeline: Pipeline }) {
  const problems = pipeline.rangeProblems.length;
  return (
    <Link
      to="/pipelines/$pipelineId"
      params={{ pipelineId: pipeline.id }}
      className={classes['row']}
    >
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text fw={500} truncate>
          {pipeline.name}
        </Text>
        <Text c="dimmed" style={{ flexShrink: 0 }}>
          {pipeline.contactCount.toLocaleString('en')}{' '}
          {pipeline.contactCount === 1 ? 'contact' : 'contacts'}
        </Text>
      </Group>
      {pipeline.description && <Text c="dimmed">{pipeline.description}</Text>}
      <Group justify="space-between" mt={4}>
        <StageStrip stages={pipeline.stages} />
        {problems > 0 && (
          <StatusDot tone="warning">
            {problems === 1 ? '1 thing to look at' : `${problems} things to look at`}
          </StatusDot>
        )}
      </Group>
    </Link>
  );
}
