import { sql } from 'kysely';
import type { PageAccount } from '../../channels/meta/index.ts';
import type { Tx } from '../../platform/database/database.ts';

export type PageKey = { workspaceId: string; pageId: string };

/**
 * Connects a Page, or connects it again: settings, contacts and history stay as they were.
 * Returns our id of it.
 */
export async function upsertPage(
  tx: Tx,
  workspaceId: string,
  account: Omit<PageAccount, 'token' | 'category'> & { scopes: readonly string[] },
): Promise<string> {
  const facts = {
    name: account.name,
    instagramId: account.instagram?.id ?? null,
    instagramUsername: account.instagram?.username ?? null,
    tasks: [...account.tasks],
    scopes: [...account.scopes],
    status: 'connected',
    problem: null,
    problemCode: null,
    disconnectedAt: null,
    connectedAt: sql<Date>`now()`,
  };
  const { id } = await tx
    .insertInto('pages')
    .values({ workspaceId, externalId: account.id, ...facts })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doUpdateSet(facts))
    .returning('id')
    .executeTakeFirstOrThrow();
  await upsertChannel(tx, workspaceId, id, 'messenger', account.id, account.name);
  if (account.instagram) {
    const name = account.instagram.username ?? account.name;
    await upsertChannel(tx, workspaceId, id, 'instagram', account.instagram.id, name);
  }
  return id;
}

async function upsertChannel(
  tx: Tx,
  workspaceId: string,
  pageId: string,
  platform: 'messenger' | 'instagram',
  externalId: string,
  name: string,
): Promise<void> {
  await tx
    .insertInto('channels')
    .values({ workspaceId, pageId, platform, externalId, name })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'platform', 'externalId']).doUpdateSet({ pageId, name }),
    )
    .execute();
}

export async function storeToken(tx: Tx, page: PageKey, sealedToken: string): Promise<void> {
  await tx
    .insertInto('pageSecrets')
    .values({ ...page, sealedToken })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'pageId'])
        .doUpdateSet({ sealedToken, updatedAt: sql<Date>`now()` }),
    )
    .execute();
}

export async function markSubscribed(tx: Tx, page: PageKey, isSubscribed: boolean): Promise<void> {
  await tx
    .updateTable('pages')
    .set({ subscribedAt: isSubscribed ? sql<Date>`now()` : null })
    .where('workspaceId', '=', page.workspaceId)
    .where('id', '=', page.pageId)
    .execute();
}
