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
  Automation,
  AutomationChange,
  AutomationFile,
  AutomationFolder as AutomationFolderSchema,
  AutomationInput,
  AutomationListItem,
  AutomationQuery,
  Forecast,
  ImportResult as ImportResultSchema,
} from '../../../src/contracts/automations.ts';
import { api, type Paged } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { toast } from '../../ui/toast.tsx';

export type AutomationFolder = z.infer<typeof AutomationFolderSchema>;
export type ImportResult = z.infer<typeof ImportResultSchema>;
type Filter = {
  [K in keyof Omit<AutomationQuery, 'limit' | 'cursor'>]?: AutomationQuery[K] | undefined;
};

/** Automations that a filter finds, with their counts. */
export function useAutomations(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['automations', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<AutomationListItem>>(
        '/automations',
        { ...filter, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Up to 200 by name, to choose one from. */
export function useAutomationNames() {
  return useQuery({
    queryKey: ['automations', 'names'],
    queryFn: async ({ signal }) =>
      (
        await api.get<Paged<AutomationListItem>>(
          '/automations',
          { sort: 'name', limit: 200 },
          signal,
        )
      ).items,
  });
}

export function useAutomation(id: string) {
  return useQuery({
    queryKey: ['automations', 'one', id],
    queryFn: ({ signal }) => api.get<Automation>(`/automations/${id}`, undefined, signal),
  });
}

/** What switching on would mean. Asked anew for every saved draft. */
export function useForecast(
  { id, draftRevision }: Pick<Automation, 'id' | 'draftRevision'>,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ['automations', 'forecast', id, draftRevision],
    queryFn: ({ signal }) => api.get<Forecast>(`/automations/${id}/forecast`, undefined, signal),
    enabled,
  });
}

export function useFolders() {
  return useQuery({
    queryKey: ['automations', 'folders'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: AutomationFolder[] }>('/automation-folders', undefined, signal))
        .items,
  });
}

function renewLists(client: QueryClient): void {
  for (const part of ['list', 'names', 'folders', 'forecast']) {
    void client.invalidateQueries({ queryKey: ['automations', part] });
  }
}

function useKeep() {
  const client = useQueryClient();
  return (automation: Automation) => {
    client.setQueryData(['automations', 'one', automation.id], automation);
    renewLists(client);
  };
}

export function useChangeAutomation(id: string, showsOwnErrors = false) {
  const keep = useKeep();
  return useMutation({
    mutationFn: (change: AutomationChange) => api.patch<Automation>(`/automations/${id}`, change),
    meta: { showsOwnErrors },
    onSuccess: keep,
  });
}

export function useCreateAutomation() {
  const keep = useKeep();
  return useMutation({
    mutationFn: (input: AutomationInput) => api.post<Automation>('/automations', input),
    onSuccess: keep,
  });
}

/** After a refusal because somebody saved meanwhile, the screen shows what they saved. */
export function useRenewOnConflict(id: string) {
  const client = useQueryClient();
  return (error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 409) return;
    void client.invalidateQueries({ queryKey: ['automations', 'one', id] });
  };
}

/** Publishes the draft that is looked at; with `activate` it is switched on too. */
export function usePublish(id: string) {
  const keep = useKeep();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { note: string; activate: boolean; draftRevision: number }) =>
      api.post<Automation>(`/automations/${id}/publish`, input),
    meta: { showsOwnErrors: true },
    onError: useRenewOnConflict(id),
    onSuccess: (automation) => {
      void client.invalidateQueries({ queryKey: ['automations', 'versions', id] });
      keep(automation);
    },
  });
}

type Switch = { id: string; name: string; on: boolean };

/** Switches an automation on or off and offers to take it back. */
export function useSwitch() {
  const keep = useKeep();
  const turn = async ({ id, on }: Switch) =>
    keep(await api.post<Automation>(`/automations/${id}/${on ? 'activate' : 'pause'}`));
  return useMutation({
    mutationFn: turn,
    onSuccess: (_kept, input) =>
      toast.done(`${input.name} is ${input.on ? 'on' : 'off'}`, () =>
        turn({ ...input, on: !input.on }),
      ),
  });
}

export function useDuplicate() {
  const keep = useKeep();
  return useMutation({
    mutationFn: (id: string) => api.post<Automation>(`/automations/${id}/duplicate`),
    onSuccess: keep,
  });
}

export function useDeleteAutomation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, cancelRuns }: { id: string; cancelRuns: boolean }) =>
      api.delete(`/automations/${id}${cancelRuns ? '?cancelRuns=true' : ''}`),
    onSuccess: (_none, { id }) => {
      client.removeQueries({ queryKey: ['automations', 'one', id] });
      renewLists(client);
    },
  });
}

export function useMoveToFolder() {
  const keep = useKeep();
  return useMutation({
    mutationFn: ({ id, folderId }: { id: string; folderId: string | null }) =>
      api.patch<Automation>(`/automations/${id}`, { folderId }),
    onSuccess: keep,
  });
}

export function useCreateFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.post<AutomationFolder>('/automation-folders', { name }),
    onSuccess: () => renewLists(client),
  });
}

export function useRenameFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      api.patch<AutomationFolder>(`/automation-folders/${id}`, { name }),
    onSuccess: () => renewLists(client),
  });
}

export function useDeleteFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/automation-folders/${id}`),
    onSuccess: () => renewLists(client),
  });
}

export function useImport() {
  const keep = useKeep();
  return useMutation({
    mutationFn: (file: AutomationFile) => api.post<ImportResult>('/automations/import', file),
    meta: { showsOwnErrors: true },
    onSuccess: ({ automation }) => keep(automation),
  });
}

/** Asks for the file and hands it to the browser to save. */
export function useExport() {
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      api.get<AutomationFile>(`/automations/${id}/export`),
    onSuccess: (file, { name }) => {
      const link = document.createElement('a');
      const blob = new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' });
      link.href = URL.createObjectURL(blob);
      link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
}
