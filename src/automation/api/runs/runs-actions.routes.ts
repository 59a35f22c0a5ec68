import { z } from 'zod';
import { BulkRunInput, BulkRunResult, RetryInput, Run } from '../../../contracts/runs.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Caller, callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { retryRun } from './retry-runs.ts';
import type { RunRef } from './runs.store.ts';
import type { RunScope } from './runs-change.store.ts';
import { cancelRun, changeRuns, finishReview, wakeRun } from './runs-change.ts';
import { readRun } from './runs-read.ts';

const tags = ['Runs'];
const RunId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 409, 422, 429);

/** What people do with runs: cancel, run now, retry, look at what failed; one or many. */
export function runActionRoutes({ database }: { database: Database }): Routes {
  /** Step logs and counters are written by the engine's role alone; the answer is read as always. */
  async function change(
    { workspaceId, actor }: Caller,
    runId: string,
    work: (tx: Tx, run: RunScope & RunRef) => Promise<void>,
  ): Promise<Run> {
    const run = { workspaceId, actor, runId };
    await database.asEngine(actor, (tx) => work(tx, run));
    return database.withWorkspace(workspaceId, actor, (tx) => readRun(tx, run));
  }

  return (app) => {
    app.post(
      '/api/v1/runs/:id/cancel',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Cancel a run',
          description:
            'Ends it where it is, and takes back what it has not sent yet; 409 when it has ended.',
          params: RunId,
          response: { 200: Run, ...errors },
        },
      },
      (request) => change(callerOf(request), request.params.id, cancelRun),
    );

    app.post(
      '/api/v1/runs/:id/wake',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Let a run go on now',
          description: 'Ends a wait for a time: a delay, a sending window, a limit, the next try.',
          params: RunId,
          response: { 200: Run, ...errors },
        },
      },
      (request) => change(callerOf(request), request.params.id, wakeRun),
    );

    app.post(
      '/api/v1/runs/:id/review-done',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Take a run out of review',
          description: 'Somebody has looked at what went wrong.',
          params: RunId,
          response: { 200: Run, ...errors },
        },
      },
      (request) => change(callerOf(request), request.params.id, finishReview),
    );

    app.post(
      '/api/v1/runs/:id/retry',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Retry a run',
          description:
            'Starts a new run for what started this one, from the start or from a step, in the same ' +
            'or the newest version, with another input for that step if one is given.',
          params: RunId,
          body: RetryInput,
          response: { 201: Run, ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor, role } = callerOf(request);
        const scope = { workspaceId, actor, role };
        const runId = await database.asEngine(actor, (tx) =>
          retryRun(tx, scope, request.params.id, request.body),
        );
        const run = await database.withWorkspace(workspaceId, actor, (tx) =>
          readRun(tx, { workspaceId, runId }),
        );
        return reply.code(201).send(run);
      },
    );

    app.post(
      '/api/v1/runs/bulk',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Cancel, retry or review many runs',
          description: 'All of them or none; those that it does not fit are skipped.',
          body: BulkRunInput,
          response: { 200: BulkRunResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor, role } = callerOf(request);
        const scope = { workspaceId, actor, role };
        return database.asEngine(actor, (tx) => changeRuns(tx, scope, request.body));
      },
    );
  };
}
