import { z } from 'zod';
import { Sync, SyncError } from '../../contracts/pages.ts';
import { PageQuery, pageOf } from '../../contracts/paging.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { Queue } from '../../platform/queue/index.ts';
import { startSync } from './start-sync.ts';
import { findSync, listSyncs, requestCancel } from './sync.store.ts';
import { wakeSync } from './sync.work.ts';
import { listErrors } from './sync-errors.store.ts';

/** Ids are time-ordered, so a list in time order pages by id. */
const IdCursor = z.tuple([z.uuid()]);
const IdParams = z.object({ id: z.uuid() });
const StartInput = z
  .object({
    kind: z
      .enum(['full', 'incremental', 'retry'])
      .optional()
      .describe('`retry` reads only conversations that failed before.'),
  })
  .nullish()
  .meta({ examples: [{ kind: 'incremental' }] });

export type SyncRouteDeps = { database: Database; queue: Queue };

/** Starting, watching and cancelling syncs. */
export const syncRoutes =
  ({ database, queue }: SyncRouteDeps): Routes =>
  (app) => {
    app.post(
      '/api/v1/pages/:id/syncs',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Syncs'],
          summary: 'Start a sync of a Page',
          description:
            'Answers at once; the sync runs in the background. When one is active, that one is returned.',
          params: IdParams,
          body: StartInput,
          response: { 202: Sync, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const input = { workspaceId, pageId: request.params.id, kind: request.body?.kind, actor };
        const { sync } = await database.withWorkspace(workspaceId, actor, (tx) =>
          startSync(tx, input),
        );
        await wakeSync(queue, { workspaceId, syncId: sync.id });
        return reply.code(202).send(sync);
      },
    );

    app.post(
      '/api/v1/syncs/all',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Syncs'],
          summary: 'Start a sync of every connected Page',
          response: { 202: z.object({ items: z.array(Sync) }), ...errorResponses(401, 403, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const items = await database.withWorkspace(workspaceId, actor, async (tx) => {
          const pages = await tx
            .selectFrom('pages')
            .select('id')
            .where('workspaceId', '=', workspaceId)
            .where('status', '=', 'connected')
            .execute();
          const started: Sync[] = [];
          for (const { id: pageId } of pages) {
            started.push((await startSync(tx, { workspaceId, pageId, actor })).sync);
          }
          return started;
        });
        for (const sync of items) await wakeSync(queue, { workspaceId, syncId: sync.id });
        return reply.code(202).send({ items });
      },
    );

    app.get(
      '/api/v1/pages/:id/syncs',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Syncs'],
          summary: "A Page's syncs, newest first",
          params: IdParams,
          querystring: PageQuery,
          response: { 200: pageOf(Sync), ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor } = request.query;
        const [before] = decodeCursor(cursor, IdCursor) ?? [];
        const query = { workspaceId, pageId: request.params.id, before, limit: limit + 1 };
        const items = await database.withWorkspace(workspaceId, actor, (tx) =>
          listSyncs(tx, query),
        );
        return toPage(
          items.map((item) => ({ item, position: [item.id] })),
          limit,
        );
      },
    );

    app.get(
      '/api/v1/syncs/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Syncs'],
          summary: 'One sync with its counts',
          params: IdParams,
          response: { 200: Sync, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, syncId: request.params.id };
        const sync = await database.withWorkspace(workspaceId, actor, (tx) => findSync(tx, key));
        if (!sync) throw notFound('sync');
        return sync;
      },
    );

    app.post(
      '/api/v1/syncs/:id/cancel',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Syncs'],
          summary: 'Cancel a sync before its next conversation',
          description: 'What came in stays. A sync that has ended is returned as it is.',
          params: IdParams,
          response: { 200: Sync, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, syncId: request.params.id };
        const sync = await database.withWorkspace(workspaceId, actor, (tx) =>
          requestCancel(tx, key),
        );
        if (!sync) throw notFound('sync');
        return sync;
      },
    );

    app.get(
      '/api/v1/syncs/:id/errors',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Syncs'],
          summary: 'Conversations that a sync could not bring in',
          params: IdParams,
          querystring: PageQuery,
          response: { 200: pageOf(SyncError), ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor } = request.query;
        const [after] = decodeCursor(cursor, IdCursor) ?? [];
        const query = { workspaceId, syncId: request.params.id, after, limit: limit + 1 };
        const items = await database.withWorkspace(workspaceId, actor, async (tx) => {
          if (!(await findSync(tx, query))) throw notFound('sync');
          return listErrors(tx, query);
        });
        return toPage(
          items.map((item) => ({ item, position: [item.id] })),
          limit,
        );
      },
    );
  };
