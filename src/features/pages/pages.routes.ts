import { z } from 'zod';
import {
  ConnectedPage,
  ConnectedPageQuery,
  MetaSetup,
  PageSettings,
  SelfTestStep,
} from '../../contracts/pages.ts';
import { pageOf } from '../../contracts/paging.ts';
import { roleReaches } from '../../contracts/roles.ts';
import type { Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { changePageSettings } from './change-page-settings.ts';
import { callbackUrl } from './connect-meta.ts';
import { findPages, listConnected } from './connected-pages.store.ts';
import { findConnection } from './connection.store.ts';
import { type PageRouteDeps, withMeta } from './deps.ts';
import { disconnectPage } from './disconnect-page.ts';
import type { PageKey } from './pages.store.ts';
import { selfTest } from './self-test.ts';

const tags = ['Pages'];
const PageId = z.object({ id: z.uuid().describe('Id of the Page here, not at Facebook.') });
const NameCursor = z.tuple([z.string(), z.uuid()]);
const errors = errorResponses(401, 403, 404, 422, 429);

const Disconnected = z.object({
  page: ConnectedPage,
  syncCancelled: z.boolean(),
  notes: z.array(z.string()).describe('What happened, in words for people.'),
});

/** Connected Pages: list, settings, disconnect, self-test; and how the Meta app is set up. */
export const pageRoutes =
  (deps: PageRouteDeps): Routes =>
  (app) => {
    const { database } = deps;

    app.get(
      '/api/v1/pages',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List Pages',
          description: 'By name, with contacts, open errors and the newest sync of each.',
          querystring: ConnectedPageQuery,
          response: { 200: pageOf(ConnectedPage), ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, q, status } = request.query;
        const after = decodeCursor(cursor, NameCursor);
        const filter = { workspaceId, q, status, after, limit: limit + 1 };
        const items = await database.withWorkspace(workspaceId, actor, (tx) =>
          listConnected(tx, filter),
        );
        const found = items.map((item) => ({ item, position: [item.name, item.id] }));
        return toPage(found, limit);
      },
    );

    app.get(
      '/api/v1/pages/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a Page',
          params: PageId,
          response: { 200: ConnectedPage, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          getPage(tx, { workspaceId, pageId: request.params.id }),
        );
      },
    );

    app.patch(
      '/api/v1/pages/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: "Change a Page's settings",
          description:
            'Fields left out stay. Choosing a pipeline, or placing contacts from now on, has the ' +
            "Page's conversations read again; in SKIP_EXISTING contacts that have a place keep it.",
          params: PageId,
          body: PageSettings,
          response: { 200: ConnectedPage, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const page = { workspaceId, pageId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await changePageSettings(tx, page, request.body);
          return getPage(tx, page);
        });
      },
    );

    app.post(
      '/api/v1/pages/:id/disconnect',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Disconnect a Page',
          description:
            'The token is deleted, webhooks are taken back, a running sync stops. Contacts stay.',
          params: PageId,
          response: { 200: Disconnected, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, pageId: request.params.id };
        const done = await disconnectPage(withMeta(deps), key, actor);
        const page = await database.withWorkspace(workspaceId, actor, (tx) => getPage(tx, key));
        return { page, ...done };
      },
    );

    app.post(
      '/api/v1/pages/:id/self-test',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Test a Page',
          description: 'Asks Facebook step by step whether all that the Page needs works now.',
          params: PageId,
          response: {
            200: z.object({ steps: z.array(SelfTestStep) }),
            ...errorResponses(401, 403, 404, 409, 422, 429),
          },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const key = { workspaceId, pageId: request.params.id };
        const { page, connection } = await database.withWorkspace(
          workspaceId,
          actor,
          async (tx) => ({
            page: await getPage(tx, key),
            connection: await findConnection(tx, key),
          }),
        );
        if (!connection) throw notFound('page');
        return { steps: await selfTest(withMeta(deps), page, connection) };
      },
    );

    app.get(
      '/api/v1/meta/setup',
      {
        config: { access: 'viewer' },
        schema: {
          tags: ['Facebook'],
          summary: 'How the Meta app is set up',
          description: 'Addresses to enter at Meta. The verify token is shown to admins only.',
          response: { 200: MetaSetup, ...errorResponses(401, 403, 429) },
        },
      },
      (request) => {
        const { metaApp, publicUrl, isSandboxApp } = deps;
        const mayChange = roleReaches(callerOf(request).role, 'admin');
        return {
          configured: metaApp !== null,
          isSandbox: isSandboxApp,
          appId: metaApp?.appId ?? null,
          graphVersion: metaApp?.version ?? '',
          callbackUrl: callbackUrl(publicUrl),
          webhookUrl: `${publicUrl}/api/webhooks/facebook`,
          verifyToken: mayChange ? (metaApp?.verifyToken ?? null) : null,
        };
      },
    );
  };

/** @throws Problem not_found */
export async function getPage(tx: Tx, { workspaceId, pageId }: PageKey): Promise<ConnectedPage> {
  const [page] = await findPages(tx, { workspaceId, pageIds: [pageId] });
  if (!page) throw notFound('page');
  return page;
}
