import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Agreement as AgreementSchema,
  Placement,
  PlacementQuery,
  VerdictInput,
} from '../../../src/contracts/placements.ts';
import { api, type Paged } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';

export type Agreement = z.infer<typeof AgreementSchema>;
type Filter = Partial<Omit<PlacementQuery, 'limit' | 'cursor'>>;
export type BulkVerdict = { placementIds: string[]; verdict: 'accepted' | 'undone' };

/** Decisions about stages, newest first. */
export function usePlacements(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['placements', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Placement>>('/placements', { ...filter, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useAgreement() {
  return useQuery({
    queryKey: ['placements', 'agreement'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Agreement[] }>('/placements/agreement', undefined, signal)).items,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return (contactId?: string) =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['placements'] }),
      client.invalidateQueries({ queryKey: contactId ? ['contacts', contactId] : ['contacts'] }),
    ]);
}

const done: Record<VerdictInput['verdict'], string> = {
  accepted: 'Accepted',
  undone: 'Undone',
  corrected: 'Corrected',
};

/** Says what a person thinks of one decision; the contact moves when that follows from it. */
export function useVerdict() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ placement, input }: { placement: Placement; input: VerdictInput }) =>
      api.post<Placement>(`/placements/${placement.id}/verdict`, input),
    onSuccess: (_judged, { placement, input }) => {
      toast.done(`${done[input.verdict]}: ${placement.contactName}`);
      return refresh(placement.contactId);
    },
  });
}

export function useBulkVerdict() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: BulkVerdict) =>
      api.post<{ changed: number }>('/placements/verdicts', input),
    onSuccess: ({ changed }, { placementIds, verdict }) => {
      const late = placementIds.length - changed;
      toast.done(
        `${done[verdict]}: ${changed}.${late > 0 ? ` ${late} had been moved since and stay.` : ''}`,
      );
      return refresh();
    },
  });
}
