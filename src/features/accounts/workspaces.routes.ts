import { z } from 'zod';
import { Done, Me, Workspace, WorkspaceChange, WorkspaceInput } from '../../contracts/accounts.ts';
import { callerOf, personOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import type { TypedServer } from '../../platform/http/server.ts';
import { type AccountsDeps, sessionOf } from './deps.ts';
import { activateWorkspace, findActiveWorkspace, listMemberships } from './memberships.store.ts';
import { findWorkspace, insertWorkspace, updateWorkspace } from './workspaces.store.ts';

const tags = ['Workspaces'];

/** The signed-in person, and the workspaces they belong to. */
export function addWorkspaceRoutes(app: TypedServer, deps: AccountsDeps): void {
  const { database, db } = deps;

  app.get(
    '/api/v1/me',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'The signed-in person and their workspaces',
        response: { 200: Me, ...errorResponses(401, 403, 429) },
      },
    },
    async (request) => {
      const { userId, name, email } = personOf(request);
      const memberships = await listMemberships(db.kysely, userId);
      const active = await findActiveWorkspace(db.kysely, sessionOf(deps, request));
      return { person: { id: userId, name, email }, memberships, activeWorkspaceId: active };
    },
  );

  app.post(
    '/api/v1/workspaces',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Create a workspace',
        description: 'The caller becomes its owner, and it becomes their active workspace.',
        body: WorkspaceInput,
        response: { 201: Workspace, ...errorResponses(401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      const session = sessionOf(deps, request);
      const workspace = await db.change('system', (tx) =>
        insertWorkspace(tx, { name: request.body.name, ownerUserId: session.userId }),
      );
      await activateWorkspace(db.kysely, session, workspace.id);
      return reply.code(201).send(workspace);
    },
  );

  app.post(
    '/api/v1/workspaces/:id/activate',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Switch to another workspace',
        description:
          'For this session. A single call can go to another workspace with `x-workspace-id`.',
        params: z.object({ id: z.uuid() }),
        response: { 200: Done, ...errorResponses(401, 403, 404, 422, 429) },
      },
    },
    async (request) => {
      const session = sessionOf(deps, request);
      const found = await activateWorkspace(db.kysely, session, request.params.id);
      if (!found) throw new Problem('not_found', 'There is no such workspace.');
      return { ok: true as const };
    },
  );

  app.get(
    '/api/v1/workspace',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The active workspace',
        response: { 200: Workspace, ...errorResponses(401, 403, 404, 429) },
      },
    },
    async (request) => readWorkspace(deps, callerOf(request)),
  );

  app.patch(
    '/api/v1/workspace',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change the active workspace',
        body: WorkspaceChange,
        response: { 200: Workspace, ...errorResponses(401, 403, 404, 422, 429) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      await database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
        updateWorkspace(tx, caller.workspaceId, request.body),
      );
      return readWorkspace(deps, caller);
    },
  );
}

async function readWorkspace(
  deps: AccountsDeps,
  caller: { workspaceId: string; actor: string },
): Promise<Workspace> {
  const workspace = await deps.database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
    findWorkspace(tx, caller.workspaceId),
  );
  if (!workspace) throw notFound('workspace');
  return workspace;
}
