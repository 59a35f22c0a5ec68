import { z } from 'zod';
import { ApiKey, ApiKeyInput, Done, NewApiKey } from '../../contracts/accounts.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { invalidField, notFound, Problem } from '../../platform/http/problem.ts';
import type { TypedServer } from '../../platform/http/server.ts';
import { deleteApiKey, insertApiKey, listApiKeys } from './api-keys.store.ts';
import { type AccountsDeps, memberCallerOf } from './deps.ts';
import { obstacleToGrant } from './membership.rules.ts';
import { newApiKey } from './secrets.rules.ts';

const tags = ['API keys'];

/** Keys for programs that work in the workspace. */
export function addApiKeyRoutes(app: TypedServer, deps: AccountsDeps): void {
  const { database, db } = deps;

  app.get(
    '/api/v1/api-keys',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'List API keys',
        response: {
          200: z.object({ items: z.array(ApiKey) }),
          ...errorResponses(401, 403, 404, 429),
        },
      },
    },
    async (request) => {
      const { workspaceId, actor } = callerOf(request);
      const items = await database.withWorkspace(workspaceId, actor, (tx) =>
        listApiKeys(tx, workspaceId),
      );
      return { items };
    },
  );

  app.post(
    '/api/v1/api-keys',
    {
      config: { access: 'admin', peopleOnly: true },
      schema: {
        tags,
        summary: 'Create an API key',
        description:
          'The key is shown once. Its role is at most that of its maker, also later on; it ends ' +
          'with the maker’s membership. Keys manage neither members nor keys.',
        body: ApiKeyInput,
        response: { 201: NewApiKey, ...errorResponses(401, 403, 404, 422, 429) },
      },
    },
    async (request, reply) => {
      const caller = memberCallerOf(request);
      const obstacle = obstacleToGrant(caller.role, request.body.role);
      if (obstacle) throw new Problem(obstacle.code, obstacle.message);
      refusePast(request.body.expiresAt);
      const key = newApiKey();
      const { workspaceId, memberId } = caller;
      const made = await db.change(caller.actor, (tx) =>
        insertApiKey(tx, { ...request.body, workspaceId, createdBy: memberId, key }),
      );
      return reply.code(201).send({ ...made, key });
    },
  );

  app.delete(
    '/api/v1/api-keys/:id',
    {
      config: { access: 'admin', peopleOnly: true },
      schema: {
        tags,
        summary: 'Revoke an API key',
        description: 'It stops working at once.',
        params: z.object({ id: z.uuid() }),
        response: { 200: Done, ...errorResponses(401, 403, 404, 422, 429) },
      },
    },
    async (request) => {
      const { workspaceId, actor } = memberCallerOf(request);
      const found = await db.change(actor, (tx) =>
        deleteApiKey(tx, workspaceId, request.params.id),
      );
      if (!found) throw notFound('API key');
      return { ok: true as const };
    },
  );
}

function refusePast(expiresAt: string | null): void {
  if (expiresAt === null || Date.parse(expiresAt) > Date.now()) return;
  throw invalidField('body.expiresAt', 'must be in the future');
}
