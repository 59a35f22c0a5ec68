import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { meQuery } from '../features/accounts/accounts.queries.ts';

type Input = { context: { queryClient: QueryClient }; location: { href: string } };

/** Lets members of a workspace in; sends others to where they become one. */
export async function requireMember({ context, location }: Input): Promise<void> {
  const me = await context.queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 401) {
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
    throw error;
  });
  const first = me.memberships[0];
  if (!first) throw redirect({ to: '/new-workspace' });
  if (me.memberships.some(({ workspaceId }) => workspaceId === me.activeWorkspaceId)) return;
  await api.post(`/workspaces/${first.workspaceId}/activate`);
  await context.queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
}
