import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Hook, HookCall } from '../../../src/contracts/hooks.ts';
import { api, type Paged } from '../../api/client.ts';

/** The address of an automation's incoming webhook; made when it is first asked for. */
export function useHook(id: string) {
  return useQuery({
    queryKey: ['automations', 'hook', id],
    queryFn: ({ signal }) => api.get<Hook>(`/automations/${id}/hook`, undefined, signal),
  });
}

/** The last few calls, for choosing where values stand. */
export function useHookCalls(id: string) {
  return useQuery({
    queryKey: ['automations', 'hook-calls', id],
    queryFn: async ({ signal }) =>
      (
        await api.get<Paged<z.infer<typeof HookCall>>>(
          `/automations/${id}/hook/calls`,
          { limit: 5 },
          signal,
        )
      ).items,
  });
}

export function useRotateHook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Hook>(`/automations/${id}/hook/rotate`),
    onSuccess: (hook) => client.setQueryData(['automations', 'hook', id], hook),
  });
}
