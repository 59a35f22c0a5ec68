import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Pipeline } from '../../../src/contracts/pipelines.ts';
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
