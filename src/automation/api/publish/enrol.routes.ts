import { z } from 'zod';
import { EnrolInput, EnrolResult } from '../../../contracts/automations.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { enrolContacts } from './enrol-contacts.ts';

/** Starting an automation by hand, for one contact or many. */
export function enrolRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.post(
      '/api/v1/automations/:id/enrol',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Automations'],
          summary: 'Start an automation for contacts',
          description:
            'By id, or all that a filter finds, so many a minute. The trigger is not asked; its ' +
            'conditions are, when each run begins. Contacts that the rule for starting again leaves ' +
            'out are counted as skipped. Only while the automation is active.',
          params: z.object({ id: z.uuid() }),
          body: EnrolInput,
          response: { 202: EnrolResult, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, actor, automationId: request.params.id };
        const result = await database.withWorkspace(workspaceId, actor, (tx) =>
          enrolContacts(tx, ref, request.body),
        );
        return reply.code(202).send(result);
      },
    );
  };
}
