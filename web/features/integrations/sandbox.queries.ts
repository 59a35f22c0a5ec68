import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { api, type Paged } from '../../api/client.ts';

export type SandboxPage = { id: string; name: string; externalId: string; instagram: boolean };
export type Sandbox = { available: boolean; pages: SandboxPage[] };
export type SandboxPlatform = 'messenger' | 'instagram';
export type CustomerMessage = {
  pageId: string;
  platform: SandboxPlatform;
  contactId?: string;
  name?: string;
  text: string;
};

/** Under ['pages'], because connecting one changes it. */
export const sandboxQuery = queryOptions({
  queryKey: ['pages', 'sandbox'],
  queryFn: ({ signal }) => api.get<Sandbox>('/sandbox', undefined, signal),
});

export function useCustomerWrites() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: CustomerMessage) =>
      api.post<unknown>('/sandbox/customer-writes', message),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
  });
}

/** Contacts that wrote on this platform, for "an existing customer writes". */
export function useWriters(platform: SandboxPlatform, q: string) {
  return useQuery({
    queryKey: ['contacts', 'writers', platform, q],
    queryFn: ({ signal }) =>
      api.get<Paged<ContactCard>>('/contacts', { platform, q, limit: 20 }, signal),
    placeholderData: keepPreviousData,
  });
}
