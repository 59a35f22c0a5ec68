import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { timeKey } from '../../platform/database/time-key.ts';

/** An automation's hook; token and secret are sealed. */
export type HookRow = {
  workspaceId: string;
  automationId: string;
  token: string;
  secret: string;
  lastCallAt: Date | null;
  createdAt: Date;
};
type Secrets = { tokenHash: string; token: string; secret: string };
type Key = { workspaceId: string; automationId: string };

const columns = [
  'workspaceId',
  'automationId',
  'token',
  'secret',
  'lastCallAt',
  'createdAt',
] as const;

export async function automationExists(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('automations')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export function findHook(tx: Tx, automationId: string): Promise<HookRow | undefined> {
  return tx
    .selectFrom('automationHooks')
    .select(columns)
    .where('automationId', '=', automationId)
    .executeTakeFirst();
}

/** Makes the hook unless another request has just made it. */
export async function insertHook(tx: Tx, key: Key, secrets: Secrets): Promise<void> {
  await tx
    .insertInto('automationHooks')
    .values({ ...key, ...secrets })
    .onConflict((clash) => clash.columns(['workspaceId', 'automationId']).doNothing())
    .execute();
}

export function replaceHook(tx: Tx, key: Key, secrets: Secrets): Promise<HookRow> {
  return tx
    .insertInto('automationHooks')
    .values({ ...key, ...secrets })
    .onConflict((clash) =>
      clash
        .columns(['workspaceId', 'automationId'])
        .doUpdateSet({ ...secrets, createdAt: sql<Date>`now()` }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export type HookCallRow = {
  id: string;
  contactId: string | null;
  body: unknown;
  createdAt: Date;
  createdKey: string;
};

/** Calls of an automation's hook, newest first; `position` is exclusive. */
export async function listCalls(
  tx: Tx,
  automationId: string,
  page: { limit: number; position: [string, string] | null },
): Promise<HookCallRow[]> {
  const after = page.position
    ? sql`(c.created_at, c.id) < (${page.position[0]}::timestamptz, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<HookCallRow>`
    select c.id, c.contact_id, c.body, c.created_at, ${timeKey(sql`c.created_at`)} as created_key
    from hook_calls c where c.automation_id = ${automationId} and ${after}
    order by c.created_at desc, c.id desc limit ${page.limit}`.execute(tx);
  return rows;
}
