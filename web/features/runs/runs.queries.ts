import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BulkRunInput as BulkRunInputSchema,
  BulkRunResult as BulkRunResultSchema,
  RetryInput,
  Run,
  RunListItem,
} from '../../../src/contracts/runs.ts';
import { api, type Paged } from '../../api/client.ts';
import type { RunsSearch } from './runs.search.ts';

type BulkRunInput = z.infer<typeof BulkRunInputSchema>;
type BulkRunResult = z.infer<typeof BulkRunResultSchema>;

/** The search of an address in the API's names. */
function runQuery({ automation, contact, error, step, review, q, status }: RunsSearch) {
  return {
    q,
    status,
    automationId: automation,
    contactId: contact,
    errorCode: error,
    stepId: step,
    ...(review ? { needsReview: true } : {}),
  };
}

export function useRuns(search: RunsSearch) {
  return useInfiniteQuery({
    queryKey: ['runs', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<RunListItem>>(
        '/runs',
        { ...runQuery(search), cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: ['runs', 'one', id],
    queryFn: ({ signal }) => api.get<Run>(`/runs/${id}`, undefined, signal),
  });
}

function renew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['runs'] });
  void client.invalidateQueries({ queryKey: ['automations', 'list'] });
  void client.invalidateQueries({ queryKey: ['automations', 'analytics'] });
}

type Change = 'cancel' | 'wake' | 'review-done';

/** Cancels a run, wakes it before its time, or takes it from the review list. */
export function useChangeRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => api.post<Run>(`/runs/${id}/${change}`),
    onSuccess: () => renew(client),
  });
}

/** Runs it again; the answer is the run that does. */
export function useRetryRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof RetryInput>) => api.post<Run>(`/runs/${id}/retry`, input),
    meta: { showsOwnErrors: true },
    onSuccess: () => renew(client),
  });
}

export type BulkAction = BulkRunInput['action'];

export function useBulkRuns() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, action }: { ids: string[]; action: BulkAction }) =>
      api.post<BulkRunResult>('/runs/bulk', {
        runs: { ids },
        action,
        // From the start, what went well would be sent again to all of them.
        ...(action === 'retry' ? { retry: { from: 'failed_step' } } : {}),
      }),
    onSuccess: () => renew(client),
  });
}
