import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  Automation,
  AutomationChange,
  AutomationInput,
  AutomationListItem,
} from '../../../contracts/automations.ts';
import { PageQuery, pageOf } from '../../../contracts/paging.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import { notFound } from '../../../platform/http/problem.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { pauseAutomation, publishAutomation } from '../publish/publish-automation.ts';
import { type AutomationRef, rowExists } from './automations.store.ts';
import { readAutomation, readAutomations } from './automations-read.ts';
import { changeAutomation, createAutomation, deleteAutomation } from './automations-write.ts';

const tags = ['Kept addresses'];
const Id = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 409, 422, 429);
/** True publishes the draft and switches it on, false pauses. */
const isActive = z.boolean().optional();
const NewAutomation = AutomationInput.omit({ pipelineId: true })
  .extend({ isActive })
  .meta({ examples: AutomationInput.meta()?.['examples'] });
const ChangedAutomation = AutomationChange.extend({ isActive }).meta({
  examples: [{ isActive: false }],
});

/** Routes people already know: the same use cases under their old addresses. */
export function legacyAutomationRoutes({ database }: { database: Database }): Routes {
  const switched = async (
    tx: Tx,
    ref: AutomationRef,
    request: FastifyRequest,
    wanted: boolean | undefined,
  ): Promise<Automation> => {
    const { actor, role } = callerOf(request);
    const how = { note: '', activate: true };
    if (wanted === true) await publishAutomation(tx, { ...ref, actor, role }, how);
    if (wanted === false) await pauseAutomation(tx, ref);
    return readAutomation(tx, ref);
  };

  return (app) => {
    app.get(
      '/api/pipelines/:id/automations',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List the automations of a pipeline (older address)',
          description: 'The same as GET /api/v1/automations?pipelineId={id}.',
          params: Id,
          querystring: PageQuery,
          response: { 200: pageOf(AutomationListItem), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { id: pipelineId } = request.params;
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await requirePipeline(tx, workspaceId, pipelineId);
          const query = { ...request.query, pipelineId, sort: 'recent' as const };
          return readAutomations(tx, workspaceId, query);
        });
      },
    );

    app.post(
      '/api/pipelines/:id/automations',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create an automation of a pipeline (older address)',
          description:
            'As POST /api/v1/automations; with `isActive: true` it is published and switched on too.',
          params: Id,
          body: NewAutomation,
          response: { 201: Automation, ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const { isActive: wanted, ...input } = request.body;
        const { id: pipelineId } = request.params;
        const automation = await database.withWorkspace(workspaceId, actor, async (tx) => {
          await requirePipeline(tx, workspaceId, pipelineId);
          const scope = { workspaceId, actor };
          const automationId = await createAutomation(tx, scope, { ...input, pipelineId });
          return switched(tx, { workspaceId, automationId }, request, wanted);
        });
        return reply.code(201).send(automation);
      },
    );

    app.patch(
      '/api/automations/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change an automation (older address)',
          description:
            'As PATCH /api/v1/automations/{id}; `isActive: true` publishes the draft and switches ' +
            'it on, `false` pauses it.',
          params: Id,
          body: ChangedAutomation,
          response: { 200: Automation, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { isActive: wanted, ...change } = request.body;
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await changeAutomation(tx, ref, change);
          return switched(tx, ref, request, wanted);
        });
      },
    );

    app.delete(
      '/api/automations/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Delete an automation (older address)',
          description: 'The same as DELETE /api/v1/automations/{id}.',
          params: Id,
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
  };
}

async function requirePipeline(tx: Tx, workspaceId: string, pipelineId: string): Promise<void> {
  const found = await rowExists(tx, 'pipelines', { workspaceId, id: pipelineId });
  if (!found) throw notFound('pipeline');
}
