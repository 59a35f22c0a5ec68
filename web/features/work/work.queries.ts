import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, type Paged, type Query } from '../../api/client.ts';

/** What the rooms `work` and `contact:<id>` tell of; also the path and the first word of the keys. */
export type WorkNoun = 'tasks' | 'appointments' | 'jobs';

const firstPage = undefined as string | undefined;
/** Long enough to see a row change before it leaves a list it no longer fits. */
const renewMs = 900;
const renewals = new Map<WorkNoun, number>();

/** Asks for the lists again once changes rest for a moment. */
export function renewSoon(client: QueryClient, noun: WorkNoun): void {
  window.clearTimeout(renewals.get(noun));
  const timer = window.setTimeout(
    () => void client.invalidateQueries({ queryKey: [noun] }),
    renewMs,
  );
  renewals.set(noun, timer);
}

/** Changes rows in every list that is loaded. */
export function patchLists<T extends { id: string }>(
  client: QueryClient,
  noun: WorkNoun,
  patch: (row: T) => T,
): void {
  client.setQueriesData<InfiniteData<Paged<T>>>({ queryKey: [noun, 'list'] }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => withItems(page, patch)) } : data,
  );
}

/** Changes rows in every list and detail that is loaded. */
function patchRows<T extends { id: string }>(
  client: QueryClient,
  noun: WorkNoun,
  patch: (row: T) => T,
): void {
  patchLists(client, noun, patch);
  client.setQueriesData<T>({ queryKey: [noun, 'one'] }, (row) => row && patch(row));
}

function withItems<T>(page: Paged<T>, patch: (row: T) => T): Paged<T> {
  return { ...page, items: page.items.map(patch) };
}

/** Hooks for the list, one row and the changes of tasks, appointments or jobs. */
export function workQueries<Row extends { id: string }, Input, Change extends object>(
  noun: WorkNoun,
) {
  const path = `/${noun}`;
  return {
    useList: (filter: Query) =>
      useInfiniteQuery({
        queryKey: [noun, 'list', filter],
        queryFn: ({ pageParam, signal }) =>
          api.get<Paged<Row>>(path, { ...filter, cursor: pageParam, limit: 50 }, signal),
        initialPageParam: firstPage,
        getNextPageParam: (last) => last.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
      }),

    useOne: (id: string) =>
      useQuery({
        queryKey: [noun, 'one', id],
        queryFn: ({ signal }) => api.get<Row>(`${path}/${id}`, undefined, signal),
      }),

    useCreate: (showsOwnErrors: boolean) => {
      const client = useQueryClient();
      return useMutation({
        mutationFn: (input: Input) => api.post<Row>(path, input),
        meta: { showsOwnErrors },
        onSuccess: () => void client.invalidateQueries({ queryKey: [noun] }),
      });
    },

    /**
     * Shows the change at once, except for a form, which keeps it; when it is refused the lists are
     * asked again.
     */
    useChange: (showsOwnErrors = false) => {
      const client = useQueryClient();
      return useMutation({
        mutationFn: ({ id, change }: { id: string; change: Change }) =>
          api.patch<Row>(`${path}/${id}`, change),
        meta: { showsOwnErrors },
        onMutate: ({ id, change }) => {
          if (showsOwnErrors) return;
          patchRows<Row>(client, noun, (row) => (row.id === id ? { ...row, ...change } : row));
        },
        onSuccess: (saved) => {
          patchRows<Row>(client, noun, (row) => (row.id === saved.id ? saved : row));
          renewSoon(client, noun);
        },
        onError: () => void client.invalidateQueries({ queryKey: [noun] }),
      });
    },

    useRemove: () => {
      const client = useQueryClient();
      return useMutation({
        mutationFn: (id: string) => api.delete(`${path}/${id}`),
        onSuccess: (_nothing, id) => {
          client.removeQueries({ queryKey: [noun, 'one', id] });
          void client.invalidateQueries({ queryKey: [noun, 'list'] });
        },
      });
    },
  };
}
