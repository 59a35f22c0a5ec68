import { z } from 'zod';
import { ExplainQuery, Explanation } from '../../../contracts/runs.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { explain } from './explain.ts';

/** "Why did it not run?" */
export function explainRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations/:id/explain',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Runs'],
          summary: 'Explain why an automation ran or did not',
          description:
            'For a contact and an event, or the newest event that the automation listens to: rule ' +
            'by rule with the values that were seen then.',
          params: z.object({ id: z.uuid() }),
          querystring: ExplainQuery,
          response: { 200: Explanation, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const scope = { workspaceId, actor, automationId: request.params.id };
        return explain(database, scope, request.query);
      },
    );
  };
}
