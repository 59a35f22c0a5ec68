import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type {
  Contact,
  ContactCard,
  ContactChange,
  ContactQuery,
} from '../../../src/contracts/contacts.ts';
import type { Conversation, Message } from '../../../src/contracts/conversations.ts';
import type {
  Placement,
  StoredAnalysis,
  TimelineEntry,
} from '../../../src/contracts/placements.ts';
import { api, type Paged } from '../../api/client.ts';

/** Everything of one contact is under ['contacts', id, …], kept up by use-contact-live.ts. */
const pendingPollMs = 2000;
const firstPage = undefined as string | undefined;
const nextPage = <T>(last: Paged<T>) => last.nextCursor ?? undefined;

export function useContact(id: string) {
  return useQuery({
    queryKey: ['contacts', id],
    queryFn: ({ signal }) => api.get<Contact>(`/contacts/${id}`, undefined, signal),
  });
}

/** Threads of a contact. While one waits to be read it is asked again, for the progress. */
export function useConversations(id: string) {
  return useQuery({
    queryKey: ['contacts', id, 'conversations'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Conversation[] }>(`/contacts/${id}/conversations`, undefined, signal))
        .items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ analysisPending }) => analysisPending) ? pendingPollMs : false,
  });
}

/** Messages over all threads, newest first. */
export function useMessages(id: string) {
  return useInfiniteQuery({
    queryKey: ['contacts', id, 'messages'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Message>>(`/contacts/${id}/messages`, { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });
}

export type TimelineKind = TimelineEntry['kind'];

export function useTimeline(id: string, kind: TimelineKind | undefined) {
  return useInfiniteQuery({
    queryKey: ['contacts', id, 'timeline', kind ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<TimelineEntry>>(
        `/contacts/${id}/timeline`,
        { kind, cursor: pageParam, limit: 40 },
        signal,
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
  });
}

/** The newest analyses: the first is what the card says, all together are its trend. */
export function useAnalyses(id: string) {
  return useQuery({
    queryKey: ['contacts', id, 'analyses'],
    queryFn: async ({ signal }) =>
      (await api.get<Paged<StoredAnalysis>>(`/contacts/${id}/analyses`, { limit: 20 }, signal))
        .items,
  });
}

/** The newest decisions about a contact's stage. */
export function useContactPlacements(id: string) {
  return useQuery({
    queryKey: ['contacts', id, 'placements'],
    queryFn: async ({ signal }) =>
      (await api.get<Paged<Placement>>('/placements', { contactId: id, limit: 10 }, signal)).items,
  });
}

/** Shows the change at once and takes it back when it is refused. */
export function useChangeContact(id: string) {
  const client = useQueryClient();
  const queryKey = ['contacts', id];
  return useMutation({
    mutationFn: (change: ContactChange) => api.patch<Contact>(`/contacts/${id}`, change),
    onMutate: (change) => {
      const before = client.getQueryData<Contact>(queryKey);
      const { locked, fields, ...rest } = change;
      const released = locked === false ? { lockedAt: null } : {};
      const merged = before && { fields: { ...before.fields, ...fields } };
      if (before) client.setQueryData(queryKey, { ...before, ...rest, ...merged, ...released });
      return { before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before);
    },
    onSuccess: (contact) => client.setQueryData(queryKey, contact),
  });
}

type Listed = Omit<ContactQuery, 'limit' | 'cursor'>;
export type ContactsFilter = { [K in keyof Listed]?: Listed[K] | undefined };

/** The contacts that a filter finds, in its order. */
export function useContacts(filter: ContactsFilter) {
  return useInfiniteQuery({
    queryKey: ['contacts', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<ContactCard>>(
        '/contacts',
        { ...filter, cursor: pageParam, limit: 100 },
        signal,
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousData,
  });
}
