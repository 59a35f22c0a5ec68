import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  InvitationProof,
  Me,
  Membership,
  SignInInput,
  SignUpInput,
  SignUpState,
} from '../../../src/contracts/accounts.ts';
import { api, send } from '../../api/client.ts';

export type SignUp = SignUpInput;
export type SignIn = z.infer<typeof SignInInput>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Me>('/me', undefined, signal),
  staleTime: 60_000,
});

/** The signed-in person. Inside the shell it is always there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The membership in the active workspace. Inside the shell it is always there. */
export function useMembership(): Membership {
  const me = useMe();
  const found = me.memberships.find(({ workspaceId }) => workspaceId === me.activeWorkspaceId);
  if (!found) throw new Error('No workspace is active. Choose one in the menu at the top left.');
  return found;
}

/** Whether anybody may sign up, and whether nobody has yet. */
export const signUpStateQuery = queryOptions({
  queryKey: ['sign-up'],
  queryFn: () => api.get<SignUpState>('/sign-up'),
  staleTime: 0,
});

export const signUp = (input: SignUp) =>
  send<unknown>('POST', '/api/auth/sign-up/email', { body: input });
export const signIn = (input: SignIn) =>
  send<unknown>('POST', '/api/auth/sign-in/email', { body: input });
export const createWorkspace = (name: string) => api.post<unknown>('/workspaces', { name });
export const acceptInvitation = ({ id, secret }: InvitationProof) =>
  api.post<unknown>(`/invitations/${id}/accept`, { secret });

/** Everything cached belongs to one workspace: a switch starts from nothing. */
export function useActivateWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post<unknown>(`/workspaces/${id}/activate`),
    onSuccess: () => client.resetQueries(),
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => send<unknown>('POST', '/api/auth/sign-out', { body: {} }),
    // A new page: nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      send<unknown>('POST', '/api/auth/change-password', { body }),
    meta: { showsOwnErrors: true },
  });
}
