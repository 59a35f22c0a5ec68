import { Button, Group, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPencil } from '@tabler/icons-react';
import type { Placement } from '../../../src/contracts/placements.ts';
import { useMay } from '../accounts/roles.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { stageColor } from '../pipelines/stage-words.ts';
import { useVerdict } from '../review/review.queries.ts';
import { isOpenToVerdict } from './placement-words.ts';
import classes from './stage-stepper.module.css';

type Props = { placement: Placement; pipelineId: string | null };

const verdictWords = {
  accepted: 'Accepted',
  corrected: 'Corrected',
  undone: 'Undone',
} as const;

/** Accept, correct or undo the AI's decision; what was said of it afterwards. */
export function VerdictActions({ placement, pipelineId }: Props) {
  const verdict = useVerdict();
  const mayJudge = useMay('agent');
  if (placement.verdict) {
    return (
      <Text size="xs" c="dimmed">
        {verdictWords[placement.verdict]} by {placement.verdictBy}
      </Text>
    );
  }
  if (!isOpenToVerdict(placement) || !mayJudge) return null;
  const isReview = placement.outcome === 'review';
  const judge = (input: Parameters<typeof verdict.mutate>[0]['input']) =>
    verdict.mutate({ placement, input });
  return (
    <Group gap={6} mt={6}>
      <Button
        size="compact-xs"
        variant="light"
        leftSection={<IconCheck size={13} />}
        disabled={verdict.isPending}
        onClick={() => judge({ verdict: 'accepted' })}
      >
        {isReview && placement.toStageName ? `Move to ${placement.toStageName}` : 'Right'}
      </Button>
      <CorrectMenu
        pipelineId={placement.pipelineId ?? pipelineId}
        toStageId={placement.toStageId}
        disabled={verdict.isPending}
        onChoose={(stageId) => judge({ verdict: 'corrected', stageId })}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowBackUp size={13} />}
        disabled={verdict.isPending}
        onClick={() => judge({ verdict: 'undone' })}
      >
        {isReview ? 'Leave it' : 'Undo'}
      </Button>
    </Group>
  );
}

type CorrectProps = {
  pipelineId: string | null;
  toStageId: string | null;
  disabled: boolean;
  onChoose: (stageId: string) => void;
};

function CorrectMenu({ pipelineId, toStageId, disabled, onChoose }: CorrectProps) {
  const pipeline = usePipelines().data?.find(({ id }) => id === pipelineId);
  const stages = (pipeline?.stages ?? []).filter(({ id }) => id !== toStageId);
  if (stages.length === 0) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconPencil size={13} />}
          disabled={disabled}
        >
          Correct
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>It belongs in</Menu.Label>
        {stages.map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={
              <span
                className={classes['dot']}
                style={{ background: stageColor(color) }}
                aria-hidden
              />
            }
            onClick={() => onChoose(id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
