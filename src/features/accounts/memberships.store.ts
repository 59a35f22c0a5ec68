import type { Kysely } from 'kysely';
import type { Membership } from '../../contracts/accounts.ts';
import { Role } from '../../contracts/roles.ts';
import type { DB } from '../../platform/database/schema.generated.ts';

/** The workspaces a person belongs to, oldest membership first. */
export async function listMemberships(db: Kysely<DB>, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspaceId')
    .select(['m.workspaceId', 'w.name', 'm.role', 'm.id as memberId'])
    .where('m.userId', '=', userId)
    .orderBy('m.createdAt')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({ ...row, role: Role.parse(row.role) }));
}

/** Lets a new session begin in the workspace that its person joined first, if there is one. */
export async function startInFirstWorkspace(db: Kysely<DB>, token: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set(({ selectFrom }) => ({
      activeWorkspaceId: selectFrom('members as m')
        .select('m.workspaceId')
        .whereRef('m.userId', '=', 'sessions.userId')
        .orderBy('m.createdAt')
        .orderBy('m.id')
        .limit(1),
    }))
    .where('token', '=', token)
    .execute();
}

/** Makes a workspace the active one of a session. False when the person is no member of it. */
export async function activateWorkspace(
  db: Kysely<DB>,
  session: { token: string; userId: string },
  workspaceId: string,
): Promise<boolean> {
  const result = await db
    .updateTable('sessions')
    .set({ activeWorkspaceId: workspaceId })
    .where('token', '=', session.token)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('members')
          .select('id')
          .where('workspaceId', '=', workspaceId)
          .where('userId', '=', session.userId),
      ),
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The active workspace of a session, as long as its person is a member of it. */
export async function findActiveWorkspace(
  db: Kysely<DB>,
  session: { token: string; userId: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.userId', '=', 's.userId').onRef('m.workspaceId', '=', 's.activeWorkspaceId'),
    )
    .select('m.workspaceId')
    .where('s.token', '=', session.token)
    .executeTakeFirst();
  return row?.workspaceId ?? null;
}
