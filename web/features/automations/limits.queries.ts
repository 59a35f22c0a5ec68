import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { WorkspaceLimits as WorkspaceLimitsSchema } from '../../../src/contracts/automations.ts';
import { api } from '../../api/client.ts';

export type WorkspaceLimits = z.infer<typeof WorkspaceLimitsSchema>;

const path = '/automation-limits';
const queryKey = ['automations', 'limits'];

export function useLimits() {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<WorkspaceLimits>(path, undefined, signal),
  });
}

export function useChangeLimits() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (limits: WorkspaceLimits) => api.put<WorkspaceLimits>(path, limits),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      void client.invalidateQueries({ queryKey: ['automations', 'analytics'] });
    },
  });
}
