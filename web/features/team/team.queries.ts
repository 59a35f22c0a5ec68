import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ApiKey,
  ApiKeyInput,
  Invitation,
  InvitationInput,
  Member,
  NewApiKey as NewApiKeySchema,
  NewInvitation as NewInvitationSchema,
  Workspace,
  WorkspaceChange,
} from '../../../src/contracts/accounts.ts';
import type { Role } from '../../../src/contracts/roles.ts';
import { api } from '../../api/client.ts';

export type NewApiKey = z.infer<typeof NewApiKeySchema>;
export type NewInvitation = z.infer<typeof NewInvitationSchema>;

function useList<T>(path: string) {
  return useQuery({
    queryKey: ['team', path],
    queryFn: async ({ signal }) => (await api.get<{ items: T[] }>(path, undefined, signal)).items,
  });
}

/** Runs a change and renews every list of the team: a member's end ends their keys too. */
function useTeamChange<In, Out>(change: (input: In) => Promise<Out>, showsOwnErrors = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    meta: { showsOwnErrors },
    // Not waited for: the row that asked may be gone by then, and its note with it.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['team'] });
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

export const useMembers = () => useList<Member>('/members');
export const useInvitations = () => useList<Invitation>('/invitations');
export const useApiKeys = () => useList<ApiKey>('/api-keys');

export const useChangeRole = () =>
  useTeamChange(({ id, role }: { id: string; role: Role }) =>
    api.patch<Member>(`/members/${id}`, { role }),
  );
export const useRemoveMember = () => useTeamChange((id: string) => api.delete(`/members/${id}`));
export const useInvite = () =>
  useTeamChange((input: InvitationInput) => api.post<NewInvitation>('/invitations', input), true);
export const useCancelInvitation = () =>
  useTeamChange((id: string) => api.delete(`/invitations/${id}`));
export const useCreateApiKey = () =>
  useTeamChange((input: ApiKeyInput) => api.post<NewApiKey>('/api-keys', input), true);
export const useRevokeApiKey = () => useTeamChange((id: string) => api.delete(`/api-keys/${id}`));

export function useWorkspace() {
  return useQuery({
    queryKey: ['team', 'workspace'],
    queryFn: ({ signal }) => api.get<Workspace>('/workspace', undefined, signal),
  });
}
export const useChangeWorkspace = () =>
  useTeamChange((change: WorkspaceChange) => api.patch<Workspace>('/workspace', change), true);
