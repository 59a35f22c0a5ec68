import type { Member } from '../../contracts/accounts.ts';
import { Role } from '../../contracts/roles.ts';
import type { Tx } from '../../platform/database/database.ts';

/** All members of a workspace, oldest first. */
export async function listMembers(tx: Tx, workspaceId: string): Promise<Member[]> {
  const rows = await tx
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select(['m.id', 'm.userId', 'u.name', 'u.email', 'm.role', 'm.createdAt', 'm.signedInAt'])
    .where('m.workspaceId', '=', workspaceId)
    .orderBy('m.createdAt')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    role: Role.parse(row.role),
    createdAt: row.createdAt.toISOString(),
    signedInAt: row.signedInAt?.toISOString() ?? null,
  }));
}

export type MemberRow = { id: string; userId: string; role: Role };

/**
 * The members of a workspace, locked against every other change of its memberships: two owners who
 * demote each other at the same moment must not leave it without one.
 */
export async function lockMembers(tx: Tx, workspaceId: string): Promise<MemberRow[]> {
  await tx
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', workspaceId)
    .forUpdate()
    .execute();
  const rows = await tx
    .selectFrom('members')
    .select(['id', 'userId', 'role'])
    .where('workspaceId', '=', workspaceId)
    .execute();
  return rows.map((row) => ({ ...row, role: Role.parse(row.role) }));
}

export async function updateRole(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  role: Role,
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ role })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', memberId)
    .execute();
}

/** Ends a membership; the member's API keys go with it, and their sessions leave the workspace. */
export async function deleteMember(tx: Tx, workspaceId: string, member: MemberRow): Promise<void> {
  await tx
    .deleteFrom('members')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', member.id)
    .execute();
  await tx
    .updateTable('sessions')
    .set({ activeWorkspaceId: null })
    .where('userId', '=', member.userId)
    .where('activeWorkspaceId', '=', workspaceId)
    .execute();
}
