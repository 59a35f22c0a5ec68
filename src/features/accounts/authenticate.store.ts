import { type Kysely, sql } from 'kysely';
import { Role } from '../../contracts/roles.ts';
import type { DB } from '../../platform/database/schema.generated.ts';

/** A live session with its person and, where there is one, the membership it acts with. */
export type SessionRow = {
  userId: string;
  name: string;
  email: string;
  activeWorkspaceId: string | null;
  member: { id: string; workspaceId: string; role: Role } | null;
};

/**
 * One statement a request. The membership is that of `workspaceId`, else of the session's active
 * workspace; read every time, so that sign-out, removal and a new role act at once.
 */
export async function findSession(
  db: Kysely<DB>,
  token: string,
  workspaceId: string | null,
): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.userId')
    .leftJoin('members as m', (join) =>
      join
        .onRef('m.userId', '=', 's.userId')
        .on('m.workspaceId', '=', sql`coalesce(${workspaceId}::uuid, s.active_workspace_id)`),
    )
    .select([
      's.userId',
      'u.name',
      'u.email',
      's.activeWorkspaceId',
      'm.id as memberId',
      'm.workspaceId as memberWorkspaceId',
      'm.role',
    ])
    .where('s.token', '=', token)
    .where('s.expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (!row) return null;
  const { memberId, memberWorkspaceId, role, ...session } = row;
  const member =
    memberId && memberWorkspaceId
      ? { id: memberId, workspaceId: memberWorkspaceId, role: Role.parse(role) }
      : null;
  return { ...session, member };
}

/** A live API key with its own role and that of its maker today. */
export type KeyRow = {
  id: string;
  workspaceId: string;
  role: Role;
  makerRole: Role;
  usedLately: boolean;
};

export async function findApiKey(db: Kysely<DB>, keyHash: string): Promise<KeyRow | null> {
  const row = await db
    .selectFrom('apiKeys as k')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspaceId', '=', 'k.workspaceId').onRef('m.id', '=', 'k.createdBy'),
    )
    .select([
      'k.id',
      'k.workspaceId',
      'k.role',
      'm.role as makerRole',
      sql<boolean>`coalesce(k.last_used_at > now() - interval '1 minute', false)`.as('usedLately'),
    ])
    .where('k.keyHash', '=', keyHash)
    .where((where) =>
      where.or([where('k.expiresAt', 'is', null), where('k.expiresAt', '>', sql<Date>`now()`)]),
    )
    .executeTakeFirst();
  if (!row) return null;
  return { ...row, role: Role.parse(row.role), makerRole: Role.parse(row.makerRole) };
}

/** Remembers that a key works; once a minute is enough to see which keys are alive. */
export async function markApiKeyUsed(
  db: Kysely<DB>,
  key: { id: string; workspaceId: string },
): Promise<void> {
  await db
    .updateTable('apiKeys')
    .set({ lastUsedAt: sql`now()` })
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.id)
    .execute();
}
