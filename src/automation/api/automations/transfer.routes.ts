import { z } from 'zod';
import { AutomationFile, ImportResult } from '../../../contracts/automations.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { exportAutomation, importAutomation } from './transfer.ts';

const tags = ['Automations'];

/** Automations as files, from one workspace to another. */
export function transferRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations/:id/export',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Export an automation',
          description:
            'Its draft as one readable file, with the names of what it refers to. Values under the ' +
            'name of a secret (authorization, x-api-key, token …) are left out and listed.',
          params: z.object({ id: z.uuid() }),
          response: { 200: AutomationFile, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        const file = await database.withWorkspace(workspaceId, actor, (tx) =>
          exportAutomation(tx, ref),
        );
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', `attachment; filename="${fileName(file.name)}"`)
          .serializer((payload: unknown) => `${JSON.stringify(payload, null, 2)}\n`)
          .send(file);
      },
    );

    app.post(
      '/api/v1/automations/import',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Import an automation',
          description:
            'An exported file becomes a draft. Stages, tags, members (by e-mail), custom fields and ' +
            'automations are found again by name; what is missing is among the problems of the draft.',
          body: AutomationFile,
          response: { 201: ImportResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const imported = await database.withWorkspace(workspaceId, actor, (tx) =>
          importAutomation(tx, { workspaceId, actor }, request.body),
        );
        return reply.code(201).send(imported);
      },
    );
  };
}

/** 'Job completed: SMS' → 'job-completed-sms.json' */
function fileName(name: string): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${words.replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'automation'}.json`;
}
