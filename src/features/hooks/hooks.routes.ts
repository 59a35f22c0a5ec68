import { z } from 'zod';
import { Hook, HookCall, HookCallQuery } from '../../contracts/hooks.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { hookPostRoutes } from './hook-posts.routes.ts';
import { automationExists, type HookCallRow, listCalls } from './hooks.store.ts';
import { openHook, rotateHook } from './manage-hook.ts';

const tags = ['Automations'];
const AutomationId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** Incoming webhooks: the door itself, and the address, secret and calls of each automation. */
export function hookRoutes(deps: {
  database: Database;
  secrets: SecretBox;
  publicUrl: string;
}): Routes {
  const { database } = deps;
  return (app) => {
    hookPostRoutes(deps)(app);

    app.get(
      '/api/v1/automations/:id/hook',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: "Get the address of an automation's incoming webhook",
          description: 'With the secret for senders that sign. Made when it is first asked for.',
          params: AutomationId,
          response: { 200: Hook, ...errors, ...errorResponses(409) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) => openHook(tx, deps, key));
      },
    );

    app.post(
      '/api/v1/automations/:id/hook/rotate',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Give an incoming webhook a new address and secret',
          description: 'The old address stops answering within a second.',
          params: AutomationId,
          response: { 200: Hook, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) => rotateHook(tx, deps, key));
      },
    );

    app.get(
      '/api/v1/automations/:id/hook/calls',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'List what was posted to an incoming webhook',
          description: 'Newest first, with the body: what a mapping can pick from.',
          params: AutomationId,
          querystring: HookCallQuery,
          response: { 200: pageOf(HookCall), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        const { id } = request.params;
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          if (!(await automationExists(tx, id))) throw notFound('automation');
          const rows = await listCalls(tx, id, { limit: limit + 1, position });
          const found = rows.map((row) => ({
            item: presentCall(row),
            position: [row.createdKey, row.id],
          }));
          return toPage(found, limit);
        });
      },
    );
  };
}

function presentCall({ id, contactId, body, createdAt }: HookCallRow): HookCall {
  return { id, contactId, body, createdAt: createdAt.toISOString() };
}
