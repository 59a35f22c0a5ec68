import { z } from 'zod';
import { pageOf } from '../../../contracts/paging.ts';
import { Run, RunListItem, RunQuery } from '../../../contracts/runs.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { readRun, readRuns } from './runs-read.ts';

const tags = ['Runs'];

/** Runs: search, and one with every step. */
export function runReadRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/runs',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Search runs',
          description:
            'Newest first. `q` finds words, and what begins with them, in names, values, outputs ' +
            'and errors; all of them must be there.',
          querystring: RunQuery,
          response: { 200: pageOf(RunListItem), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return readRuns(database, { workspaceId, actor }, request.query);
      },
    );

    app.get(
      '/api/v1/runs/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a run',
          description:
            'With what started it, every step with input, output and tries, what it sent, and the ' +
            'definition of its version.',
          params: z.object({ id: z.uuid() }),
          response: { 200: Run, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readRun(tx, { workspaceId, runId: request.params.id }),
        );
      },
    );
  };
}
