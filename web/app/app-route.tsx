import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet } from '@tanstack/react-router';
import { NotFound } from './not-found.tsx';
import { requireMember } from './session.ts';
import { Shell } from './shell/shell.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** What every route inside the shell hangs on. */
export const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: requireMember,
  component: Shell,
  pendingComponent: ShellSkeleton,
});
