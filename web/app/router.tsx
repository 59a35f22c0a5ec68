import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { appointmentsSearch } from '../features/appointments/appointments.search.ts';
import { auditSearch } from '../features/audit/audit.search.ts';
import { boardSearch } from '../features/board/board.search.ts';
import { contactsSearch } from '../features/contacts/contacts.search.ts';
import { integrationsSearch } from '../features/integrations/integrations.search.ts';
import { jobsSearch } from '../features/jobs/jobs.search.ts';
import { pipelinesSearch } from '../features/pipelines/pipelines.search.ts';
import { reviewSearch } from '../features/review/review.search.ts';
import { tasksSearch } from '../features/tasks/tasks.search.ts';
import { type RawSearch, textParam } from '../ui/search-params.ts';
import { app, root } from './app-route.tsx';
import { automationRoutes } from './automation-routes.tsx';
import { createQueryClient } from './query-client.ts';
import { RouteError } from './route-error.tsx';

/** Where to go after signing in; only addresses of this app. */
const nextSearch = (search: RawSearch): { next?: string } => {
  const next = textParam(search['next']);
  return next?.startsWith('/') && !next.startsWith('//') ? { next } : {};
};

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(
    () => import('../features/accounts/sign-in-screen.tsx'),
    'SignInScreen',
  ),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(
    () => import('../features/accounts/welcome-screen.tsx'),
    'WelcomeScreen',
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$invitationId',
  component: lazyRouteComponent(
    () => import('../features/accounts/invitation-screen.tsx'),
    'InvitationScreen',
  ),
});

const newWorkspace = createRoute({
  getParentRoute: () => root,
  path: '/new-workspace',
  component: lazyRouteComponent(
    () => import('../features/accounts/new-workspace-screen.tsx'),
    'NewWorkspaceScreen',
  ),
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: () => <Navigate to="/board" replace />,
});

/** Without an id: the pipeline that was open last, else the first. */
const board = createRoute({
  getParentRoute: () => app,
  path: '/board',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('../features/board/board-screen.tsx'), 'BoardScreen'),
});

const contacts = createRoute({
  getParentRoute: () => app,
  path: '/contacts',
  validateSearch: contactsSearch,
  component: lazyRouteComponent(
    () => import('../features/contacts/contacts-screen.tsx'),
    'ContactsScreen',
  ),
});

const contact = createRoute({
  getParentRoute: () => app,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(
    () => import('../features/contacts/contact-screen.tsx'),
    'ContactScreen',
  ),
});

const tasks = createRoute({
  getParentRoute: () => app,
  path: '/tasks',
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import('../features/tasks/tasks-screen.tsx'), 'TasksScreen'),
});

const appointments = createRoute({
  getParentRoute: () => app,
  path: '/appointments',
  validateSearch: appointmentsSearch,
  component: lazyRouteComponent(
    () => import('../features/appointments/appointments-screen.tsx'),
    'AppointmentsScreen',
  ),
});

const jobs = createRoute({
  getParentRoute: () => app,
  path: '/jobs',
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import('../features/jobs/jobs-screen.tsx'), 'JobsScreen'),
});

const review = createRoute({
  getParentRoute: () => app,
  path: '/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(
    () => import('../features/review/review-screen.tsx'),
    'ReviewScreen',
  ),
});

const integrations = createRoute({
  getParentRoute: () => app,
  path: '/integrations',
  validateSearch: integrationsSearch,
  component: lazyRouteComponent(
    () => import('../features/integrations/integrations-screen.tsx'),
    'IntegrationsScreen',
  ),
});

const pipelines = createRoute({
  getParentRoute: () => app,
  path: '/pipelines',
  validateSearch: pipelinesSearch,
  component: lazyRouteComponent(
    () => import('../features/pipelines/pipelines-screen.tsx'),
    'PipelinesScreen',
  ),
});

const pipeline = createRoute({
  getParentRoute: () => app,
  path: '/pipelines/$pipelineId',
  component: lazyRouteComponent(
    () => import('../features/pipelines/pipeline-screen.tsx'),
    'PipelineScreen',
  ),
});

const tags = createRoute({
  getParentRoute: () => app,
  path: '/tags',
  component: lazyRouteComponent(() => import('../features/tags/tags-screen.tsx'), 'TagsScreen'),
});

const team = createRoute({
  getParentRoute: () => app,
  path: '/team',
  component: lazyRouteComponent(() => import('../features/team/team-screen.tsx'), 'TeamScreen'),
});

const audit = createRoute({
  getParentRoute: () => app,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/audit-screen.tsx'), 'AuditScreen'),
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  invitation,
  newWorkspace,
  app.addChildren([
    home,
    board,
    contacts,
    contact,
    tasks,
    appointments,
    jobs,
    review,
    integrations,
    pipelines,
    pipeline,
    tags,
    team,
    audit,
    ...automationRoutes,
  ]),
]);

export const queryClient: QueryClient = createQueryClient(goToSignIn);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultErrorComponent: RouteError,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A session that ended while a screen was open. */
function goToSignIn(): void {
  const { pathname, href } = router.state.location;
  if (['/sign-in', '/welcome'].includes(pathname) || pathname.startsWith('/invitation')) return;
  queryClient.removeQueries({ queryKey: ['me'] });
  void router.navigate({ to: '/sign-in', search: { next: href } });
}
