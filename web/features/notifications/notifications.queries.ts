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
  Notification,
  NotificationCount,
  ReadInput,
} from '../../../src/contracts/notifications.ts';
import { api, type Paged } from '../../api/client.ts';

type Count = z.infer<typeof NotificationCount>;

const countQuery = queryOptions({
  queryKey: ['notifications', 'count'],
  queryFn: ({ signal }) => api.get<Count>('/notifications/count', undefined, signal),
  staleTime: 60_000,
});

/** How many the reader has not read; 0 until it is known. */
export function useUnreadCount(): number {
  return useQuery(countQuery).data?.unread ?? 0;
}

/** What the reader was told, newest first. */
export function useNotifications(unreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: ['notifications', 'list', unreadOnly],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Notification>>(
        '/notifications',
        { unread: unreadOnly || undefined, cursor: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Marks some as read, or all without ids. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ReadInput) => api.post<Count>('/notifications/read', input),
    onSuccess: (count) => {
      client.setQueryData(countQuery.queryKey, count);
      void client.invalidateQueries({ queryKey: ['notifications', 'list'] });
    },
  });
}
