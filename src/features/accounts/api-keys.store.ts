import type { ApiKey, ApiKeyInput } from '../../contracts/accounts.ts';
import { Role } from '../../contracts/roles.ts';
import type { Tx } from '../../platform/database/database.ts';
import { hashSecret } from './secrets.rules.ts';

const columns = [
  'id',
  'name',
  'role',
  'start',
  'createdBy',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
] as const;

/** Enough to tell keys apart, far too little to guess one. */
const shownCharacters = 9;

/** All keys of a workspace, newest first. */
export async function listApiKeys(tx: Tx, workspaceId: string): Promise<ApiKey[]> {
  const rows = await tx
    .selectFrom('apiKeys')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toApiKey);
}

export async function insertApiKey(
  tx: Tx,
  input: ApiKeyInput & { workspaceId: string; createdBy: string; key: string },
): Promise<ApiKey> {
  const row = await tx
    .insertInto('apiKeys')
    .values({
      workspaceId: input.workspaceId,
      createdBy: input.createdBy,
      name: input.name,
      role: input.role,
      expiresAt: input.expiresAt,
      start: input.key.slice(0, shownCharacters),
      keyHash: hashSecret(input.key),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toApiKey(row);
}

/** Revokes a key at once. False when there is none with this id. */
export async function deleteApiKey(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('apiKeys')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

type Row = {
  id: string;
  name: string;
  role: string;
  start: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

function toApiKey(row: Row): ApiKey {
  return {
    ...row,
    role: Role.parse(row.role),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
