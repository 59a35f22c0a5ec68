import { z } from 'zod';
import {
  Automation,
  AutomationChange,
  AutomationInput,
  AutomationListItem,
  AutomationQuery,
} from '../../../contracts/automations.ts';
import { pageOf } from '../../../contracts/paging.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { readAutomation, readAutomations } from './automations-read.ts';
import {
  changeAutomation,
  createAutomation,
  deleteAutomation,
  duplicateAutomation,
} from './automations-write.ts';

const tags = ['Automations'];
const AutomationId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 409, 422, 429);

/** Automations: list, create, read, change, delete, duplicate. */
export function automationCrudRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List automations',
          description:
            'With their runs of the last 30 days. `recent` starts with the newest; the trigger is ' +
            "the draft's.",
          querystring: AutomationQuery,
          response: { 200: pageOf(AutomationListItem), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readAutomations(tx, workspaceId, request.query),
        );
      },
    );

    app.post(
      '/api/v1/automations',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create an automation',
          description:
            'As a draft: it may still have problems and does nothing before it is published.',
          body: AutomationInput,
          response: { 201: Automation, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const automation = await database.withWorkspace(workspaceId, actor, async (tx) => {
          const automationId = await createAutomation(tx, { workspaceId, actor }, request.body);
          return readAutomation(tx, { workspaceId, automationId });
        });
        return reply.code(201).send(automation);
      },
    );

    app.get(
      '/api/v1/automations/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get an automation',
          description: 'With its draft and what is wrong with it.',
          params: AutomationId,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readAutomation(tx, { workspaceId, automationId: request.params.id }),
        );
      },
    );

    app.patch(
      '/api/v1/automations/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change an automation',
          description:
            'Its name, place and draft; what is published stays. With the `draftRevision` that was ' +
            'edited, a draft that somebody else has saved since is not overwritten (409).',
          params: AutomationId,
          body: AutomationChange,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await changeAutomation(tx, ref, request.body);
          return readAutomation(tx, ref);
        });
      },
    );

    app.delete(
      '/api/v1/automations/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Delete an automation',
          description:
            'With its versions and runs. While runs are under way only with `cancelRuns`, which ' +
            'ends them and takes back what they have not sent yet.',
          params: AutomationId,
          querystring: z.object({ cancelRuns: z.stringbool().default(false) }),
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        await database.withWorkspace(workspaceId, actor, (tx) =>
          deleteAutomation(tx, ref, request.query),
        );
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/v1/automations/:id/duplicate',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Duplicate an automation',
          description: 'Its draft, as “Copy of …”, switched off.',
          params: AutomationId,
          response: { 201: Automation, ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const copy = await database.withWorkspace(workspaceId, actor, async (tx) => {
          const scope = { workspaceId, actor };
          const automationId = await duplicateAutomation(tx, scope, request.params.id);
          return readAutomation(tx, { workspaceId, automationId });
        });
        return reply.code(201).send(copy);
      },
    );
  };
}
