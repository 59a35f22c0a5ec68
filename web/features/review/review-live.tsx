import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';

/** New decisions come in bunches; the list is renewed at most this often. */
const renewMs = 1500;

/** Renews the decisions when contacts were placed. Their deltas leave the evidence out. */
export function ReviewLive() {
  const client = useQueryClient();
  const pipelines = usePipelines().data ?? [];
  // One for all pipelines: each asks to renew when it begins to listen.
  const renewal = useRef<number | undefined>(undefined);
  const renew = () => {
    renewal.current ??= window.setTimeout(() => {
      renewal.current = undefined;
      void client.invalidateQueries({ queryKey: ['placements'] });
    }, renewMs);
  };
  return pipelines
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id }) => <PipelineRoom key={id} pipelineId={id} renew={renew} />);
}

function PipelineRoom({ pipelineId, renew }: { pipelineId: string; renew: () => void }) {
  const { workspaceId } = useMembership();
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
