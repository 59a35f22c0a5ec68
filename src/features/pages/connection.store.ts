import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { PageKey } from './pages.store.ts';

/** What talking to Facebook about one Page takes. */
export type Connection = PageKey & {
  externalId: string;
  status: string;
  sealedToken: string | null;
};

export async function findConnection(tx: Tx, page: PageKey): Promise<Connection | undefined> {
  const row = await tx
    .selectFrom('pages')
    .leftJoin('pageSecrets', (join) =>
      join
        .onRef('pageSecrets.workspaceId', '=', 'pages.workspaceId')
        .onRef('pageSecrets.pageId', '=', 'pages.id'),
    )
    .select(['pages.externalId', 'pages.status', 'sealedToken'])
    .where('pages.workspaceId', '=', page.workspaceId)
    .where('pages.id', '=', page.pageId)
    .executeTakeFirst();
  return row && { ...page, ...row };
}

/** Forgets the token; contacts, messages, settings and history stay. */
export async function markDisconnected(tx: Tx, page: PageKey): Promise<void> {
  await tx
    .updateTable('pages')
    .set({
      status: 'disconnected',
      disconnectedAt: sql<Date>`now()`,
      problem: null,
      problemCode: null,
      subscribedAt: null,
      nextSyncAt: null,
    })
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .execute();
  await tx
    .deleteFrom('pageSecrets')
    .where('workspaceId', '=', page.workspaceId)
    .where('pageId', '=', page.pageId)
    .execute();
}

/** Whether any workspace still has this Page connected; asked as the engine, which sees them all. */
export async function isConnectedAnywhere(tx: Tx, externalId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('pages')
    .select('id')
    .where('externalId', '=', externalId)
    .where('status', '!=', 'disconnected')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
