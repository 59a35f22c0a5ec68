import { z } from 'zod';
import { Job, JobChange, JobInput, JobQuery } from '../../contracts/jobs.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { jobSorts } from './job-sorts.ts';
import { findJob, listJobs, removeJob } from './jobs.store.ts';
import { changeJob, createJob } from './write-job.ts';

const tags = ['Jobs'];
const JobId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** Field-service jobs for clients, who are contacts: list, make, read, change, delete. */
export function jobRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/jobs',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List jobs',
          description: 'By any filter together.',
          querystring: JobQuery,
          response: { 200: pageOf(Job), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor, memberId } = callerOf(request);
        const { limit, cursor, sort: order, ...filter } = request.query;
        const sort = jobSorts[order];
        const page = { limit: limit + 1, position: decodeCursor(cursor, sort.cursor) };
        return database.withWorkspace(workspaceId, actor, async (tx) =>
          toPage(await listJobs(tx, { ...filter, me: memberId }, sort, page), limit),
        );
      },
    );

    app.post(
      '/api/v1/jobs',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Make a job',
          description:
            'It gets the next number of the workspace. Its assignee is told, unless it is who asks.',
          body: JobInput,
          response: { 201: Job, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const job = await database.withWorkspace(caller.workspaceId, caller.actor, async (tx) =>
          requireJob(tx, await createJob(tx, caller, request.body)),
        );
        return reply.code(201).send(job);
      },
    );

    app.get(
      '/api/v1/jobs/:id',
      {
        config: { access: 'viewer' },
        schema: { tags, summary: 'Get a job', params: JobId, response: { 200: Job, ...errors } },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          requireJob(tx, request.params.id),
        );
      },
    );

    app.patch(
      '/api/v1/jobs/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change a job',
          description:
            'Any status may follow any. A new job that gets a time becomes `scheduled`, unless ' +
            'the status is named too. A new assignee is told, unless it is who asks.',
          params: JobId,
          body: JobChange,
          response: { 200: Job, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => {
          await changeJob(tx, caller, id, request.body);
          return requireJob(tx, id);
        });
      },
    );

    app.delete(
      '/api/v1/jobs/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete a job',
          description: 'Its number is not given again.',
          params: JobId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          removeJob(tx, request.params.id),
        );
        if (!removed) throw notFound('job');
        return reply.code(204).send(null);
      },
    );
  };
}

async function requireJob(tx: Tx, id: string): Promise<Job> {
  const job = await findJob(tx, id);
  if (!job) throw notFound('job');
  return job;
}
