import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Note } from '../../../src/contracts/notes.ts';
import { api, type Paged } from '../../api/client.ts';

/** What people wrote down about a contact, newest first. */
export function useNotes(contactId: string) {
  return useInfiniteQuery({
    queryKey: ['contacts', contactId, 'notes'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<Note>>(
        `/contacts/${contactId}/notes`,
        { cursor: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

function useNoteChange<In, Out>(contactId: string, change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: the note that asked may be gone by then, and its toast with it.
    onSuccess: () => void client.invalidateQueries({ queryKey: ['contacts', contactId, 'notes'] }),
  });
}

export const useAddNote = (contactId: string) =>
  useNoteChange(contactId, (text: string) =>
    api.post<Note>(`/contacts/${contactId}/notes`, { text }),
  );
export const useChangeNote = (contactId: string) =>
  useNoteChange(contactId, ({ id, text }: { id: string; text: string }) =>
    api.patch<Note>(`/notes/${id}`, { text }),
  );
export const useDeleteNote = (contactId: string) =>
  useNoteChange(contactId, (id: string) => api.delete(`/notes/${id}`));
