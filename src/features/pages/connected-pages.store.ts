import { type Selectable, sql } from 'kysely';
import type { ConnectedPage } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Pages } from '../../platform/database/schema.generated.ts';
import { latestSyncs } from '../sync/index.ts';

export type PageFilter = {
  workspaceId: string;
  q?: string | undefined;
  status?: ConnectedPage['status'] | undefined;
  /** Name and id of the last one shown. */
  after: readonly [string, string] | null;
  limit: number;
};

/** Pages in order of name. The number of statements does not grow with the list. */
export async function listConnected(tx: Tx, filter: PageFilter): Promise<ConnectedPage[]> {
  const { workspaceId, q, status, after, limit } = filter;
  const rows = await tx
    .selectFrom('pages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(q !== undefined, (query) => query.where(matches(q ?? '')))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(name, id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
  return present(tx, workspaceId, rows);
}

/** Words may stand anywhere in the names; `%` and `_` mean themselves. */
function matches(q: string) {
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(name ilike ${like} or instagram_username ilike ${like})`;
}

/** The Pages with these ids, in that order; unknown ones are left out. */
export async function findPages(
  tx: Tx,
  { workspaceId, pageIds }: { workspaceId: string; pageIds: readonly string[] },
): Promise<ConnectedPage[]> {
  if (pageIds.length === 0) return [];
  const rows = await tx
    .selectFrom('pages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', pageIds)
    .execute();
  const place = (id: string): number => pageIds.indexOf(id);
  const pages = await present(tx, workspaceId, rows);
  return pages.sort((a, b) => place(a.id) - place(b.id));
}

/** Our id of a Page, by our id or the provider's. */
export async function resolvePageId(
  tx: Tx,
  workspaceId: string,
  either: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('pages')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb.or([eb('externalId', '=', either), eb(sql`id::text`, '=', either)]))
    .executeTakeFirst();
  return row?.id;
}

/** External ids of the Pages that are connected now. */
export async function findConnectedIds(tx: Tx, workspaceId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('pages')
    .select('externalId')
    .where('workspaceId', '=', workspaceId)
    .where('status', '=', 'connected')
    .execute();
  return new Set(rows.map(({ externalId }) => externalId));
}

async function present(
  tx: Tx,
  workspaceId: string,
  rows: readonly Selectable<Pages>[],
): Promise<ConnectedPage[]> {
  const pageIds = rows.map(({ id }) => id);
  const contacts = await contactCounts(tx, workspaceId, pageIds);
  const openErrors = await openErrorCounts(tx, workspaceId, pageIds);
  const syncs = await latestSyncs(tx, workspaceId, pageIds);
  return rows.map((row) => ({
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    instagramId: row.instagramId,
    instagramUsername: row.instagramUsername,
    status: row.status as ConnectedPage['status'],
    problem: row.problem,
    problemCode: row.problemCode,
    scopes: row.scopes,
    tasks: row.tasks,
    subscribedAt: row.subscribedAt?.toISOString() ?? null,
    webhookSeenAt: row.webhookSeenAt?.toISOString() ?? null,
    autoPipeline: row.autoPipeline,
    pipelineId: row.pipelineId,
    updateMode: row.updateMode as ConnectedPage['updateMode'],
    minConfidence: row.minConfidence,
    autoSync: row.autoSync,
    syncIntervalMinutes: row.syncIntervalMinutes,
    nextSyncAt: row.nextSyncAt?.toISOString() ?? null,
    connectedAt: row.connectedAt.toISOString(),
    contactCount: contacts.get(row.id) ?? 0,
    openErrorCount: openErrors.get(row.id) ?? 0,
    latestSync: syncs.get(row.id) ?? null,
  }));
}

type Count = { pageId: string; count: number };

async function contactCounts(tx: Tx, workspaceId: string, pageIds: readonly string[]) {
  const { rows } = await sql<Count>`
    select ch.page_id, count(distinct i.contact_id) as count
    from channels ch
    join contact_identities i on i.workspace_id = ch.workspace_id and i.channel_id = ch.id
    where ch.workspace_id = ${workspaceId} and ch.page_id = any(${pageIds}::uuid[])
    group by ch.page_id`.execute(tx);
  return new Map(rows.map(({ pageId, count }) => [pageId, count]));
}

/** Conversations that failed and have not come in since; one that failed twice counts once. */
async function openErrorCounts(tx: Tx, workspaceId: string, pageIds: readonly string[]) {
  const { rows } = await sql<Count>`
    select page_id, count(distinct (platform, external_id)) as count
    from sync_errors
    where workspace_id = ${workspaceId} and page_id = any(${pageIds}::uuid[])
      and resolved_at is null
    group by page_id`.execute(tx);
  return new Map(rows.map(({ pageId, count }) => [pageId, count]));
}
