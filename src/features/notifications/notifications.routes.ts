import {
  Notification,
  NotificationCount,
  NotificationQuery,
  ReadInput,
} from '../../contracts/notifications.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { type Caller, callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import {
  countUnread,
  findKeyMaker,
  listNotifications,
  markRead,
  type Reader,
} from './notifications.store.ts';

const tags = ['Notifications'];

/** What the calling member was told. An API key reads for the member who made it. */
export function notificationRoutes({ database }: { database: Database }): Routes {
  function asReader<T>(caller: Caller, work: (tx: Tx, reader: Reader) => Promise<T>): Promise<T> {
    return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) =>
      work(tx, await readerOf(tx, caller)),
    );
  }

  return (app) => {
    app.get(
      '/api/v1/notifications',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List your notifications',
          description: 'Newest first. Nobody reads those of somebody else.',
          querystring: NotificationQuery,
          response: { 200: pageOf(Notification), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { limit, cursor, unread } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return asReader(callerOf(request), async (tx, reader) => {
          const page = { limit: limit + 1, position };
          return toPage(await listNotifications(tx, reader, unread, page), limit);
        });
      },
    );

    app.get(
      '/api/v1/notifications/count',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Count your unread notifications',
          response: { 200: NotificationCount, ...errorResponses(401, 403, 429) },
        },
      },
      (request) =>
        asReader(callerOf(request), async (tx, reader) => ({
          unread: await countUnread(tx, reader),
        })),
    );

    app.post(
      '/api/v1/notifications/read',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Mark notifications as read',
          description: 'All of yours without `ids`. Ids that are not yours change nothing.',
          body: ReadInput,
          response: { 200: NotificationCount, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) =>
        asReader(callerOf(request), async (tx, reader) => {
          await markRead(tx, reader, request.body.ids);
          return { unread: await countUnread(tx, reader) };
        }),
    );
  };
}

async function readerOf(tx: Tx, { workspaceId, actor, memberId }: Caller): Promise<Reader> {
  const id = memberId ?? (await findKeyMaker(tx, workspaceId, actor.replace(/^key:/, '')));
  if (!id) throw new Problem('not_allowed', 'Whoever made this API key is no member any more.');
  return { workspaceId, memberId: id };
}
