import { sql } from 'kysely';
import type { MetaPlatform } from '../../channels/meta/index.ts';
import type { Tx } from '../../platform/database/database.ts';

/** One platform of a Page: the channel its conversations come in on. */
export type SyncChannel = { id: string; platform: MetaPlatform; syncedUntil: Date | null };

/** What a sync needs to know of its Page. */
export type SyncAccount = {
  workspaceId: string;
  pageId: string;
  externalId: string;
  name: string;
  ownIds: ReadonlySet<string>;
  sealedToken: string | null;
  pipelineId: string | null;
  channels: readonly SyncChannel[];
};

export async function loadAccount(
  tx: Tx,
  workspaceId: string,
  pageId: string,
): Promise<SyncAccount | undefined> {
  const page = await tx
    .selectFrom('pages')
    .leftJoin('pageSecrets', (join) =>
      join
        .onRef('pageSecrets.workspaceId', '=', 'pages.workspaceId')
        .onRef('pageSecrets.pageId', '=', 'pages.id'),
    )
    .select([
      'pages.externalId',
      'pages.instagramId',
      'pages.name',
      'pages.pipelineId',
      'sealedToken',
    ])
    .where('pages.workspaceId', '=', workspaceId)
    .where('pages.id', '=', pageId)
    .where('pages.status', '!=', 'disconnected')
    .executeTakeFirst();
  if (!page) return undefined;
  const ownIds = [page.externalId, ...(page.instagramId ? [page.instagramId] : [])];
  const channels = await tx
    .selectFrom('channels')
    .select(['id', 'platform', 'syncedUntil'])
    .where('workspaceId', '=', workspaceId)
    .where('pageId', '=', pageId)
    // An Instagram account that was unlinked since keeps its channel, but can no longer be read.
    .where('externalId', 'in', ownIds)
    .where('platform', 'in', ['messenger', 'instagram'])
    .orderBy('platform', 'desc')
    .execute();
  return {
    workspaceId,
    pageId,
    externalId: page.externalId,
    name: page.name,
    ownIds: new Set(ownIds),
    sealedToken: page.sealedToken,
    pipelineId: page.pipelineId,
    channels: channels.map((channel) => ({
      ...channel,
      platform: channel.platform === 'instagram' ? 'instagram' : 'messenger',
    })),
  };
}

/** Everything updated up to `newest` is here now; the mark never goes back. */
export async function moveMark(
  tx: Tx,
  account: SyncAccount,
  channelId: string,
  newest: string | null,
): Promise<void> {
  if (newest === null) return;
  await tx
    .updateTable('channels')
    .set({ syncedUntil: sql<Date>`greatest(synced_until, ${newest}::timestamptz)` })
    .where('workspaceId', '=', account.workspaceId)
    .where('id', '=', channelId)
    .execute();
}

/** The provider refused the token: people must connect the Page again, and everybody sees why. */
export async function markNeedsReconnect(
  tx: Tx,
  page: { workspaceId: string; pageId: string },
  problem: { code: string; message: string },
): Promise<void> {
  await tx
    .updateTable('pages')
    .set({ status: 'needs_reconnect', problem: problem.message, problemCode: problem.code })
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .where('status', '!=', 'disconnected')
    .execute();
}

/** Plans the next automatic sync of a Page, counted from now. */
export async function planNextSync(
  tx: Tx,
  page: { workspaceId: string; pageId: string },
): Promise<void> {
  await tx
    .updateTable('pages')
    .set({
      nextSyncAt: sql<Date | null>`case when auto_sync and status = 'connected'
        then now() + make_interval(mins => sync_interval_minutes) end`,
    })
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .execute();
}
