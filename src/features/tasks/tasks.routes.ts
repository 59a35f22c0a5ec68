import { z } from 'zod';
import { pageOf } from '../../contracts/paging.ts';
import { Task, TaskChange, TaskInput, TaskQuery } from '../../contracts/tasks.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { taskSorts } from './task-sorts.ts';
import { deleteTask, listTasks } from './tasks.store.ts';
import { changeTask, createTask, getTask } from './write-task.ts';

const tags = ['Tasks'];
const TaskId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** What people have to do. */
export function taskRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/tasks',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List tasks',
          description: 'By any filter together.',
          querystring: TaskQuery,
          response: { 200: pageOf(Task), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor, memberId } = callerOf(request);
        const { limit, cursor, sort: order, ...filter } = request.query;
        const sort = taskSorts[order];
        const position = decodeCursor(cursor, sort.cursor);
        const assigneeId = whose(filter.assigneeId, memberId);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const page = { limit: limit + 1, position };
          return toPage(
            await listTasks(tx, workspaceId, { ...filter, assigneeId }, sort, page),
            limit,
          );
        });
      },
    );

    app.post(
      '/api/v1/tasks',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create a task',
          description: 'A member to whom somebody else assigns it is notified.',
          body: TaskInput,
          response: { 201: Task, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const task = await database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          createTask(tx, caller, request.body),
        );
        return reply.code(201).send(task);
      },
    );

    app.get(
      '/api/v1/tasks/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a task',
          description: 'With the names of its contact and assignee.',
          params: TaskId,
          response: { 200: Task, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          getTask(tx, workspaceId, request.params.id),
        );
      },
    );

    app.patch(
      '/api/v1/tasks/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change a task',
          description: '`completedAt` follows the status.',
          params: TaskId,
          body: TaskChange,
          response: { 200: Task, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          changeTask(tx, caller, request.params.id, request.body),
        );
      },
    );

    app.delete(
      '/api/v1/tasks/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete a task',
          description: 'For good; `cancelled` keeps it.',
          params: TaskId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, taskId: request.params.id };
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          deleteTask(tx, ref),
        );
        if (!removed) throw notFound('task');
        return reply.code(204).send(null);
      },
    );
  };
}

/** @throws Problem 422 naming `query.assigneeId` when an API key asks for its own */
function whose(assigneeId: string | undefined, memberId: string | null): string | undefined {
  if (assigneeId !== 'me') return assigneeId;
  if (memberId !== null) return memberId;
  throw invalidField('query.assigneeId', 'An API key is no member: send the id of one.');
}
