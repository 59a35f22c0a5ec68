import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Pipeline,
  PipelineChange,
  PipelineInput,
  StagesInput,
} from '../../../src/contracts/pipelines.ts';
import { api } from '../../api/client.ts';

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: Pipeline[] }>('/pipelines', undefined, signal)).items,
});

/** All pipelines of the workspace with their stages, archived ones too. */
export function usePipelines() {
  return useQuery(pipelinesQuery);
}

export function usePipeline(id: string) {
  return useQuery({
    queryKey: ['pipelines', id],
    queryFn: ({ signal }) => api.get<Pipeline>(`/pipelines/${id}`, undefined, signal),
  });
}

function useRefreshPipelines() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['pipelines'] });
}

export function useCreatePipeline() {
  const refresh = useRefreshPipelines();
  return useMutation({
    mutationFn: (input: PipelineInput) => api.post<Pipeline>('/pipelines', input),
    meta: { showsOwnErrors: true },
    onSuccess: refresh,
  });
}

export function useChangePipeline(id: string) {
  const refresh = useRefreshPipelines();
  return useMutation({
    mutationFn: (change: PipelineChange) => api.patch<Pipeline>(`/pipelines/${id}`, change),
    onSuccess: refresh,
  });
}

export function useSaveStages(id: string) {
  const refresh = useRefreshPipelines();
  return useMutation({
    mutationFn: (input: StagesInput) => api.put<Pipeline>(`/pipelines/${id}/stages`, input),
    meta: { showsOwnErrors: true },
    onSuccess: refresh,
  });
}

export function useDeletePipeline(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/pipelines/${id}`),
    onSuccess: () => {
      client.removeQueries({ queryKey: ['pipelines', id] });
      return client.invalidateQueries({ queryKey: ['pipelines'], exact: true });
    },
  });
}
