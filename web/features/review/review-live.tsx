import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';

/** New decisions come in bunches; the list is renewed at most this often. */
const renewMs = 1500;

/** Renews the decisions when contacts were placed. Their deltas leave the evidence out. */
export function ReviewLive() {
  const pipelines = usePipelines().data ?? [];
  return pipelines
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id }) => <PipelineRoom key={id} pipelineId={id} />);
}

function PipelineRoom({ pipelineId }: { pipelineId: string }) {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  const renewal = useRef<number | undefined>(undefined);
  const renew = () => {
    renewal.current ??= window.setTimeout(() => {
      renewal.current = undefined;
      void client.invalidateQueries({ queryKey: ['placements'] });
    }, renewMs);
  };
  useRoom(workspaceId, `pipeline:${pipelineId}`, undefined, {
    onReload: renew,
    onDeltas: (deltas) => {
      const decided = deltas.some(
        ({ changes }) => 'placementId' in changes || 'needsReview' in changes,
      );
      if (decided) renew();
    },
  });
  return null;
}
