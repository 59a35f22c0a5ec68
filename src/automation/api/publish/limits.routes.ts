import { WorkspaceLimits } from '../../../contracts/automations.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { readLimits, writeLimits } from './limits.store.ts';

const tags = ['Automations'];

/** How much a workspace's automations may do. */
export function limitRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automation-limits',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get the limits of automations',
          description: 'Runs an hour and messages a day, of the whole workspace; null: no limit.',
          response: { 200: WorkspaceLimits, ...errorResponses(401, 403, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) => readLimits(tx, workspaceId));
      },
    );

    app.put(
      '/api/v1/automation-limits',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Set the limits of automations',
          description:
            'Above them runs wait for the next hour, messages for the next day. What waits already ' +
            'goes on as soon as the new limits have room.',
          body: WorkspaceLimits,
          response: { 200: WorkspaceLimits, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.asEngine(actor, (tx) => writeLimits(tx, workspaceId, request.body));
      },
    );
  };
}
