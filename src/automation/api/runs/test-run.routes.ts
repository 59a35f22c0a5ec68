import { z } from 'zod';
import { TestRunInput, TestRunResult } from '../../../contracts/runs.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { testRun } from './test-run.ts';

/** Trying an automation out on a real contact. */
export function testRunRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.post(
      '/api/v1/automations/:id/test-run',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Automations'],
          summary: 'Try an automation out',
          description:
            'Does what it would do for a contact and undoes it: nothing stays, nothing is sent, waits ' +
            'are skipped, and sample answers stand for those of webhooks and the AI.',
          params: z.object({ id: z.uuid() }),
          body: TestRunInput,
          response: { 200: TestRunResult, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const asked = { workspaceId, actor, automationId: request.params.id };
        return testRun(database, { ...asked, input: request.body });
      },
    );
  };
}
