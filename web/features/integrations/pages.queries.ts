import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AvailablePage,
  ConnectedPage,
  MetaSetup,
  PageSettings,
  SelfTestStep,
} from '../../../src/contracts/pages.ts';
import { api, type Paged } from '../../api/client.ts';
import { connectionState } from '../../api/realtime.ts';
import { isActive } from './sync.rules.ts';

export type Setup = z.infer<typeof MetaSetup>;
export type TestStep = z.infer<typeof SelfTestStep>;

/** How often a running sync is asked for: the socket tells sooner, this holds without it. */
const progressMs = () => (connectionState() === 'live' ? 10_000 : 1500);

/** Pages of one status whose name holds `q`, some at a time. */
export function usePages(status: ConnectedPage['status'], q: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['pages', 'list', { status, q }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<ConnectedPage>>('/pages', { status, q, cursor: pageParam, limit: 25 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const items = state.data?.pages.flatMap((page) => page.items) ?? [];
      return items.some(({ latestSync }) => isActive(latestSync)) ? progressMs() : false;
    },
  });
}

export function usePage(id: string) {
  return useQuery({
    queryKey: ['pages', 'one', id],
    queryFn: ({ signal }) => api.get<ConnectedPage>(`/pages/${id}`, undefined, signal),
    refetchInterval: ({ state }) =>
      isActive(state.data?.latestSync ?? null) ? progressMs() : false,
  });
}

export const setupQuery = queryOptions({
  queryKey: ['meta', 'setup'],
  queryFn: ({ signal }) => api.get<Setup>('/meta/setup', undefined, signal),
  staleTime: 300_000,
});

/** Goes to Facebook, which comes back to this screen. */
export function useStartConnect() {
  return useMutation({
    mutationFn: () => api.post<{ url: string }>('/meta/connect'),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

/** What the person who just came back from Facebook could connect. */
export function useAvailablePages(connectId: string) {
  return useQuery({
    queryKey: ['meta', 'connects', connectId],
    queryFn: ({ signal }) =>
      api.get<{ pages: AvailablePage[]; expiresAt: string }>(
        `/meta/connects/${connectId}`,
        undefined,
        signal,
      ),
    retry: false,
  });
}

export function useConnectPages(connectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (externalIds: string[]) =>
      api.post<{ items: ConnectedPage[] }>(`/meta/connects/${connectId}/pages`, { externalIds }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pages'] }),
  });
}

export function useSavePageSettings(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: PageSettings) => api.patch<ConnectedPage>(`/pages/${id}`, settings),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pages'] }),
  });
}

export function useDisconnectPage(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<unknown>(`/pages/${id}/disconnect`),
    // Not waited for: the part of the screen that asked is gone by then, and its note with it.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['pages'] });
    },
  });
}

export function useSelfTest(id: string) {
  return useMutation({
    mutationFn: () => api.post<{ steps: TestStep[] }>(`/pages/${id}/self-test`),
    meta: { showsOwnErrors: true },
  });
}
