import { z } from 'zod';
import { Pipeline, PipelineChange, PipelineInput, StagesInput } from '../../contracts/pipelines.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import type { Routes } from '../../platform/http/server.ts';
import { loadPipelines } from './pipelines.store.ts';
import {
  changePipeline,
  createPipeline,
  deletePipeline,
  getPipeline,
  regenerateScoreRanges,
  replaceStages,
} from './write-pipeline.ts';

const tags = ['Pipelines'];
const PipelineId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** Pipelines, their stages and score ranges. */
export function pipelineRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/pipelines',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List pipelines',
          description: 'All of them with their stages, archived ones last.',
          response: {
            200: z.object({ items: z.array(Pipeline) }),
            ...errorResponses(401, 403, 429),
          },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          items: await loadPipelines(tx, { workspaceId }),
        }));
      },
    );

    app.post(
      '/api/v1/pipelines',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Create a pipeline',
          description: 'With its stages in order. Ranges left at 0–100 everywhere are generated.',
          body: PipelineInput,
          response: { 201: Pipeline, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const pipeline = await database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          createPipeline(tx, caller, request.body),
        );
        return reply.code(201).send(pipeline);
      },
    );

    app.get(
      '/api/v1/pipelines/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a pipeline',
          description: 'With its stages in order and what is wrong with their score ranges.',
          params: PipelineId,
          response: { 200: Pipeline, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          getPipeline(tx, caller, request.params.id),
        );
      },
    );

    app.patch(
      '/api/v1/pipelines/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Change a pipeline',
          description:
            'Name, description, prompt, examples, archived. `promptVersion` grows when prompt or ' +
            'examples change. Nothing is placed in an archived pipeline.',
          params: PipelineId,
          body: PipelineChange,
          response: { 200: Pipeline, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          changePipeline(tx, caller, request.params.id, request.body),
        );
      },
    );

    app.delete(
      '/api/v1/pipelines/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Delete a pipeline',
          description: 'Its contacts stay: they go back to incoming.',
          params: PipelineId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        await database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          deletePipeline(tx, caller, request.params.id),
        );
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/api/v1/pipelines/:id/stages',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Replace the stages of a pipeline',
          description:
            'The whole list in order. A stage with an `id` is kept, one without is made, one left ' +
            'out is removed and its contacts go back to incoming.',
          params: PipelineId,
          body: StagesInput,
          response: { 200: Pipeline, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          replaceStages(tx, caller, request.params.id, request.body.stages),
        );
      },
    );

    app.post(
      '/api/v1/pipelines/:id/score-ranges',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Generate score ranges',
          description:
            'LEAD stages share 0–30, IN_PROGRESS 31–80, WON 81–100, LOST 0–20, ARCHIVED 0–100, ' +
            'evenly within a type. Replaces the ranges there are.',
          params: PipelineId,
          response: { 200: Pipeline, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          regenerateScoreRanges(tx, caller, request.params.id),
        );
      },
    );
  };
}
