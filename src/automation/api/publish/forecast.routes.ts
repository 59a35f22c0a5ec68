import { z } from 'zod';
import { Forecast } from '../../../contracts/automations.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { forecastDraft } from './forecast.ts';

/** What publishing would mean, before it is done. */
export function forecastRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations/:id/forecast',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Automations'],
          summary: 'Forecast an automation',
          description:
            'For its draft: contacts for whom the conditions hold now, runs and messages a day ' +
            'reckoned from the last 7 days (time-based triggers: from what is due in the next 7), ' +
            'other automations that it may start, and circles. 422 while the draft has errors.',
          params: z.object({ id: z.uuid() }),
          response: { 200: Forecast, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) => forecastDraft(tx, ref));
      },
    );
  };
}
