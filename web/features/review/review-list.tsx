import { ActionIcon, Button, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import type { Placement } from '../../../src/contracts/placements.ts';
import bar from '../board/bulk-bar.module.css';
import { MoveMenu } from '../board/move-menu.tsx';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import classes from './review.module.css';
import { ReviewRow } from './review-row.tsx';
import { useReview } from './use-review.ts';

type Props = {
  placements: readonly Placement[];
  onOpen: (contactId: string) => void;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
};

/** Decisions to judge, one by one, many at once, or by keys. */
export function ReviewList({ placements, onOpen, hasMore, loading, onMore }: Props) {
  const pipelines = usePipelines().data ?? [];
  const review = useReview(placements, onOpen);
  const { correcting } = review;
  const stages = pipelines.find(({ id }) => id === correcting?.pipelineId)?.stages ?? [];
  const colors = new Map(
    pipelines.flatMap((pipeline) => pipeline.stages).map(({ id, color }) => [id, color]),
  );
  return (
    <>
      <ul className={classes['list']}>
        {placements.map((placement, index) => (
          <ReviewRow
            key={placement.id}
            placement={placement}
            colors={colors}
            current={index === review.index}
            chosen={review.chosen.includes(placement.id)}
            mayJudge={review.mayJudge}
            disabled={review.pending}
            onFocus={() => review.setAt(index)}
            onToggle={() => review.toggle(placement.id)}
            onOpen={() => onOpen(placement.contactId)}
            onJudge={(verdict) => review.judge(placement, { verdict })}
            onCorrect={() => review.setCorrecting(placement)}
          />
        ))}
      </ul>
      {hasMore && (
        <Button variant="subtle" fullWidth mt="sm" loading={loading} onClick={onMore}>
          Show earlier
        </Button>
      )}
      {review.chosen.length > 0 && (
        <div className={bar['bar']} role="toolbar" aria-label="Selected decisions">
          <Text fw={500} style={{ whiteSpace: 'nowrap' }}>
            {review.chosen.length} selected
          </Text>
          <Button
            leftSection={<IconCheck size={15} />}
            onClick={() => review.judgeChosen('accepted')}
          >
            Accept
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={15} />}
            onClick={() => review.judgeChosen('undone')}
          >
            Undo
          </Button>
          <ActionIcon aria-label="Choose nothing" onClick={review.clear}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      )}
      {correcting && (
        <MoveMenu
          stages={stages}
          count={1}
          withIncoming={false}
          onClose={() => review.setCorrecting(null)}
          onChoose={(stageId) => {
            review.setCorrecting(null);
            if (stageId) review.judge(correcting, { verdict: 'corrected', stageId });
          }}
        />
      )}
    </>
  );
}
