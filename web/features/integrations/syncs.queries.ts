import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Sync, SyncError } from '../../../src/contracts/pages.ts';
import { api, type Paged } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';

export type FailedConversation = z.infer<typeof SyncError>;

function useRefreshPages() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['pages'] });
}

/** Starts a sync of every connected page; pages that are being synced keep their sync. */
export function useSyncAll() {
  const refresh = useRefreshPages();
  return useMutation({
    mutationFn: () => api.post<{ items: Sync[] }>('/syncs/all'),
    onSuccess: ({ items }) => {
      toast.done(
        items.length === 0
          ? 'No page is connected yet, so there is nothing to sync.'
          : `Syncing ${items.length} ${items.length === 1 ? 'page' : 'pages'}.`,
      );
      return refresh();
    },
  });
}

/** Without a kind the server chooses: everything the first time, then only what changed. */
export function useStartSync(pageId: string) {
  const refresh = useRefreshPages();
  return useMutation({
    mutationFn: (kind?: Sync['kind']) =>
      api.post<Sync>(`/pages/${pageId}/syncs`, kind ? { kind } : {}),
    onSuccess: refresh,
  });
}

export function useCancelSync() {
  const refresh = useRefreshPages();
  return useMutation({
    mutationFn: (id: string) => api.post<Sync>(`/syncs/${id}/cancel`),
    onSuccess: refresh,
  });
}

/** Under ['pages'], so that every change of a sync renews it. */
export function useSyncHistory(pageId: string) {
  return useInfiniteQuery({
    queryKey: ['pages', 'syncs', pageId],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Sync>>(`/pages/${pageId}/syncs`, { cursor: pageParam, limit: 10 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

export function useSyncErrors(syncId: string) {
  return useInfiniteQuery({
    queryKey: ['pages', 'errors', syncId],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<FailedConversation>>(
        `/syncs/${syncId}/errors`,
        { cursor: pageParam, limit: 20 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}
