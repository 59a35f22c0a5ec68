import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { RunAutomations } from '../../../src/contracts/run-automations.ts';
import type {
  BulkTagResult as BulkTagResultSchema,
  Tag,
  TagChange,
  TagInput,
} from '../../../src/contracts/tags.ts';
import { api, type Paged } from '../../api/client.ts';

type BulkTagResult = z.infer<typeof BulkTagResultSchema>;
export type TagManyContacts = {
  contactIds: readonly string[];
  add: readonly string[];
  remove: readonly string[];
  runAutomations: RunAutomations;
};
type Change = Partial<Pick<TagChange, 'name' | 'colour'>>;

/** More than anybody can look through; behind them names have to be typed in full. */
const mostTags = 1000;
const noTags: readonly Tag[] = [];
const noColours: ReadonlyMap<string, string> = new Map();

const tagsQuery = {
  queryKey: ['tags'],
  queryFn: ({ signal }: { signal: AbortSignal }) => allTags(signal),
  staleTime: 60_000,
};

async function allTags(signal: AbortSignal): Promise<Tag[]> {
  const found: Tag[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Paged<Tag> = await api.get('/tags', { cursor, limit: 200 }, signal);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && found.length < mostTags);
  return found;
}

/** All tags of the workspace by name. */
export function useTags() {
  return useQuery(tagsQuery);
}

export function useKnownTags(): readonly Tag[] {
  return useTags().data ?? noTags;
}

/** The colour of each tag by its name. */
export function useTagColours(): ReadonlyMap<string, string> {
  const { data } = useQuery({ ...tagsQuery, select: coloursOf });
  return data ?? noColours;
}

function coloursOf(tags: readonly Tag[]): ReadonlyMap<string, string> {
  return new Map(tags.map(({ name, colour }) => [name, colour]));
}

/** Tags are also on contacts and cards, so those are asked again too. */
function useTagChange<In, Out>(change: (input: In) => Promise<Out>, showsOwnErrors = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    meta: { showsOwnErrors },
    onSuccess: () => {
      for (const key of ['tags', 'contacts']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

export const useCreateTag = () =>
  useTagChange((input: TagInput) => api.post<Tag>('/tags', input), true);
export const useChangeTag = () =>
  useTagChange(({ id, change }: { id: string; change: Change }) =>
    api.patch<Tag>(`/tags/${id}`, change),
  );
export const useDeleteTag = () => useTagChange((id: string) => api.delete(`/tags/${id}`));
export const useTagContacts = () =>
  useTagChange((input: TagManyContacts) => api.post<BulkTagResult>('/contacts/tags', input));

type TagsOfOne = { add?: string; remove?: string };

/** Puts a tag on a contact or takes one off: what others tag meanwhile stays. Shown at once. */
export function useTagContact(contactId: string) {
  const client = useQueryClient();
  const queryKey = ['contacts', contactId];
  return useMutation({
    mutationFn: ({ add, remove }: TagsOfOne) =>
      api.post<BulkTagResult>('/contacts/tags', {
        contactIds: [contactId],
        add: add === undefined ? [] : [add],
        remove: remove === undefined ? [] : [remove],
      }),
    onMutate: ({ add, remove }) => {
      client.setQueryData<Contact>(queryKey, (contact) => {
        if (!contact) return contact;
        const kept = contact.tags.filter((name) => name !== remove && name !== add);
        return { ...contact, tags: add === undefined ? kept : [...kept, add] };
      });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey, exact: true });
      void client.invalidateQueries({ queryKey: ['tags'] });
    },
  });
}
