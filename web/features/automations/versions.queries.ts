import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Automation,
  AutomationVersion as AutomationVersionSchema,
  VersionDiff as VersionDiffSchema,
} from '../../../src/contracts/automations.ts';
import { api, type Paged } from '../../api/client.ts';
import { useRenewOnConflict } from './automations.queries.ts';

export type AutomationVersion = z.infer<typeof AutomationVersionSchema>;
type VersionDiff = z.infer<typeof VersionDiffSchema>;

/** Versions of an automation, newest first. */
export function useVersions(id: string) {
  return useInfiniteQuery({
    queryKey: ['automations', 'versions', id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<AutomationVersion>>(
        `/automations/${id}/versions`,
        { cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** What changed from version `from` to version `to`, in words. */
export function useVersionDiff(id: string, from: number, to: number) {
  return useQuery({
    queryKey: ['automations', 'versions', id, from, to],
    queryFn: ({ signal }) =>
      api.get<VersionDiff>(`/automations/${id}/versions/${from}/diff/${to}`, undefined, signal),
  });
}

/** Makes a version the draft again, in place of the one that is looked at. */
export function useRestore(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ number, draftRevision }: { number: number; draftRevision: number }) =>
      api.post<Automation>(`/automations/${id}/versions/${number}/restore`, { draftRevision }),
    onError: useRenewOnConflict(id),
    onSuccess: (automation) => client.setQueryData(['automations', 'one', id], automation),
  });
}
