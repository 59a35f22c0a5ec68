import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  Delivery,
  DeliveryDetails,
  WebhookSecret,
} from '../../../src/contracts/deliveries.ts';
import { api, type Paged, type Query } from '../../api/client.ts';

/** Messages and webhooks, newest first. */
export function useDeliveries(filter: Query) {
  return useInfiniteQuery({
    queryKey: ['deliveries', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Delivery>>('/deliveries', { ...filter, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useDelivery(id: string) {
  return useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => api.get<DeliveryDetails>(`/deliveries/${id}`, undefined, signal),
  });
}

export function useChangeDelivery(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: 'resend' | 'cancel') => api.post<Delivery>(`/deliveries/${id}/${change}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
}

/** The key that signs outgoing webhooks; made when it is first asked for. */
export function useWebhookSecret() {
  return useQuery({
    queryKey: ['webhook-secret'],
    queryFn: ({ signal }) => api.get<WebhookSecret>('/webhook-secret', undefined, signal),
    // Kept no longer than it is on the screen.
    gcTime: 0,
  });
}

export function useRotateSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<WebhookSecret>('/webhook-secret/rotate'),
    onSuccess: (secret) => client.setQueryData(['webhook-secret'], secret),
  });
}
