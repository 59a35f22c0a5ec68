import { type RawBuilder, sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/database.ts';

/** How long a person has for the dialog, and again for choosing Pages after it. */
const lifeMinutes = 15;

export type ConnectKey = { workspaceId: string; connectId: string };

/** A way back from Facebook on which Pages can be chosen. */
export type OpenConnect = ConnectKey & {
  sealedToken: string;
  scopes: readonly string[];
  expiresAt: Date;
};

const end = (): RawBuilder<Date> => sql<Date>`now() + make_interval(mins => ${lifeMinutes})`;

export async function insertConnect(
  tx: Tx,
  input: { workspaceId: string; startedBy: Actor; stateHash: string },
): Promise<void> {
  await tx
    .insertInto('metaConnects')
    .values({ ...input, expiresAt: end() })
    .execute();
}

/** Uses the state up; undefined when it is unknown, somebody else's, used before or too old. */
export async function redeemState(
  tx: Tx,
  input: { workspaceId: string; startedBy: Actor; stateHash: string },
): Promise<string | undefined> {
  const row = await tx
    .updateTable('metaConnects')
    .set({ returnedAt: sql<Date>`now()` })
    .where('workspaceId', '=', input.workspaceId)
    .where('startedBy', '=', input.startedBy)
    .where('stateHash', '=', input.stateHash)
    .where('returnedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function storeGrant(
  tx: Tx,
  key: ConnectKey,
  grant: { sealedToken: string; scopes: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('metaConnects')
    .set({ sealedToken: grant.sealedToken, scopes: [...grant.scopes], expiresAt: end() })
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.connectId)
    .execute();
}

/** Undefined when it is somebody else's, too old, or not back from Facebook yet. */
export async function findOpenConnect(
  tx: Tx,
  key: ConnectKey & { startedBy: Actor },
): Promise<OpenConnect | undefined> {
  const row = await tx
    .selectFrom('metaConnects')
    .select(['sealedToken', 'scopes', 'expiresAt'])
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.connectId)
    .where('startedBy', '=', key.startedBy)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (!row?.sealedToken) return undefined;
  const { workspaceId, connectId } = key;
  return { ...row, workspaceId, connectId, sealedToken: row.sealedToken };
}

/** Removes what nobody can use any more, tokens included. Of one workspace for requests. */
export async function removeExpiredConnects(tx: Tx): Promise<void> {
  await tx.deleteFrom('metaConnects').where('expiresAt', '<=', sql<Date>`now()`).execute();
}
