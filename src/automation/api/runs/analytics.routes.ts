import { z } from 'zod';
import {
  AnalyticsQuery,
  AutomationAnalytics,
  WorkspaceAnalytics,
} from '../../../contracts/runs.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { newestRuns, readQueueDepth } from './analytics.store.ts';
import { readAutomationAnalytics, readWorkspaceAnalytics } from './analytics.ts';

const tags = ['Automations'];
const newest = newestRuns.toLocaleString('en');
const shared =
  'Days are those of the workspace’s time zone. Times, from start to end with all waits, are of ' +
  `the newest ${newest} completed and ${newest} failed runs that were started in these days. ` +
  'Waiting are those that have not ended, now.';

/** How automations do: one of them, and all. */
export function analyticsRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations/:id/analytics',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get the numbers of an automation',
          description:
            `${shared} Steps are those of the newest version, in reading order, with what became ` +
            'of them in any version.',
          params: z.object({ id: z.uuid() }),
          querystring: AnalyticsQuery,
          response: { 200: AutomationAnalytics, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readAutomationAnalytics(tx, ref, request.query.days),
        );
      },
    );

    app.get(
      '/api/v1/automation-analytics',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get the numbers of all automations',
          description:
            `${shared} Errors are those of the same failed runs, the five most frequent. Runs ` +
            'this hour and sends today count against the limits; their day is that of UTC.',
          querystring: AnalyticsQuery,
          response: { 200: WorkspaceAnalytics, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { days } = request.query;
        const queue = await database.asEngine(actor, (tx) => readQueueDepth(tx, workspaceId), {
          quiet: true,
        });
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readWorkspaceAnalytics(tx, workspaceId, { days, queue }),
        );
      },
    );
  };
}
