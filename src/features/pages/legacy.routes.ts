import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConnectedPage, PageSettings, Sync, SyncError } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import {
  findSync,
  latestSyncs,
  listErrors,
  requestCancel,
  startSync,
  wakeSync,
} from '../sync/index.ts';
import { changePageSettings } from './change-page-settings.ts';
import { resolvePageId } from './connected-pages.store.ts';
import type { PageRouteDeps } from './deps.ts';
import { getPage } from './pages.routes.ts';

const tags = ['Legacy'];
const EitherId = z.string().min(1).max(100).describe("Our id of the Page, or Facebook's.");
const PageParams = z.object({ id: EitherId });
const SyncParams = z.object({ id: z.uuid() });
const LegacySync = Sync.extend({ syncId: z.uuid() });
const WaitedSync = LegacySync.extend({ errors: z.array(SyncError) });
const errors = errorResponses(401, 403, 404, 422, 429);

const pollMs = 250;
/** Proxies give up on an answer after about a minute. */
const longestWaitMs = 55_000;
const errorsShown = 100;

/** Routes people already know: the same use cases under their old addresses. */
export const legacyPageRoutes =
  ({ database, queue }: Pick<PageRouteDeps, 'database' | 'queue'>): Routes =>
  (app) => {
    const asCaller = <T>(
      request: FastifyRequest,
      work: (tx: Tx, workspaceId: string) => Promise<T>,
    ): Promise<T> => {
      const { workspaceId, actor } = callerOf(request);
      return database.withWorkspace(workspaceId, actor, (tx) => work(tx, workspaceId));
    };

    const start = async (request: FastifyRequest, either: string): Promise<Sync> => {
      const { workspaceId, actor } = callerOf(request);
      const { sync } = await asCaller(request, async (tx) => {
        const pageId = await requirePage(tx, workspaceId, either);
        return startSync(tx, { workspaceId, pageId, actor });
      });
      await wakeSync(queue, { workspaceId, syncId: sync.id });
      return sync;
    };

    const read = async (request: FastifyRequest, syncId: string): Promise<Sync> => {
      const sync = await asCaller(request, (tx, workspaceId) =>
        findSync(tx, { workspaceId, syncId }),
      );
      if (!sync) throw notFound('sync');
      return sync;
    };

    app.post(
      '/api/facebook/sync-background',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Start a sync of a Page',
          description: 'As POST /api/v1/pages/{id}/syncs.',
          body: z.object({ pageId: EitherId }).meta({ examples: [{ pageId: '104512345678901' }] }),
          response: { 202: LegacySync, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      async (request, reply) =>
        reply.code(202).send(legacy(await start(request, request.body.pageId))),
    );

    app.get(
      '/api/facebook/sync-status/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'One sync with its counts',
          description: 'As GET /api/v1/syncs/{id}.',
          params: SyncParams,
          response: { 200: LegacySync, ...errors },
        },
      },
      async (request) => legacy(await read(request, request.params.id)),
    );

    app.post(
      '/api/facebook/sync-cancel',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Cancel a sync',
          description: 'As POST /api/v1/syncs/{id}/cancel.',
          body: z
            .object({ syncId: z.uuid() })
            .meta({ examples: [{ syncId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11' }] }),
          response: { 200: LegacySync, ...errors },
        },
      },
      async (request) => {
        const sync = await asCaller(request, (tx, workspaceId) =>
          requestCancel(tx, { workspaceId, syncId: request.body.syncId }),
        );
        if (!sync) throw notFound('sync');
        return legacy(sync);
      },
    );

    app.get(
      '/api/facebook/pages/:id/latest-sync',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "A Page's newest sync",
          description: '`sync` is null when there was none.',
          params: PageParams,
          response: { 200: z.object({ sync: LegacySync.nullable() }), ...errors },
        },
      },
      (request) =>
        asCaller(request, async (tx, workspaceId) => {
          const pageId = await requirePage(tx, workspaceId, request.params.id);
          const sync = (await latestSyncs(tx, workspaceId, [pageId])).get(pageId);
          return { sync: sync ? legacy(sync) : null };
        }),
    );

    app.get(
      '/api/facebook/pages/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a Page with its auto-pipeline settings',
          description: 'As GET /api/v1/pages/{id}.',
          params: PageParams,
          response: { 200: ConnectedPage, ...errors },
        },
      },
      (request) =>
        asCaller(request, async (tx, workspaceId) => {
          const pageId = await requirePage(tx, workspaceId, request.params.id);
          return getPage(tx, { workspaceId, pageId });
        }),
    );

    app.patch(
      '/api/facebook/pages/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: "Change a Page's auto-pipeline settings",
          description: 'As PATCH /api/v1/pages/{id}.',
          params: PageParams,
          body: PageSettings,
          response: { 200: ConnectedPage, ...errors },
        },
      },
      (request) =>
        asCaller(request, async (tx, workspaceId) => {
          const pageId = await requirePage(tx, workspaceId, request.params.id);
          await changePageSettings(tx, { workspaceId, pageId }, request.body);
          return getPage(tx, { workspaceId, pageId });
        }),
    );

    app.post(
      '/api/facebook-pages/:id/sync',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Sync a Page and wait for the end',
          description:
            'Answers with counts and errors when the sync has ended, after 55 s with 202 and how ' +
            'far it has come.',
          params: PageParams,
          response: {
            200: WaitedSync,
            202: WaitedSync,
            ...errorResponses(401, 403, 404, 409, 422, 429),
          },
        },
      },
      async (request, reply) => {
        let sync = await start(request, request.params.id);
        const deadline = Date.now() + longestWaitMs;
        while (!sync.completedAt && Date.now() < deadline && !request.raw.destroyed) {
          await sleep(pollMs);
          sync = await read(request, sync.id);
        }
        const found = await asCaller(request, (tx, workspaceId) =>
          listErrors(tx, { workspaceId, syncId: sync.id, after: undefined, limit: errorsShown }),
        );
        const answer = { ...legacy(sync), errors: found };
        return reply.code(sync.completedAt ? 200 : 202).send(answer);
      },
    );
  };

/** Clients of old look for the id under this name. */
function legacy(sync: Sync): z.infer<typeof LegacySync> {
  return { ...sync, syncId: sync.id };
}

async function requirePage(tx: Tx, workspaceId: string, either: string): Promise<string> {
  const pageId = await resolvePageId(tx, workspaceId, either);
  if (!pageId) throw notFound('page');
  return pageId;
}
