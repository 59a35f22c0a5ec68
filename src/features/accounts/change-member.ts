import { type Role, roleReaches } from '../../contracts/roles.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Caller } from '../../platform/http/access.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import type { AccountsDatabase } from './accounts-database.ts';
import { cancelInvitationsOf } from './invitations.store.ts';
import { deleteMember, lockMembers, type MemberRow, updateRole } from './members.store.ts';
import { obstacleToMove } from './membership.rules.ts';

/**
 * Gives a member another role, or ends the membership (`to` null). What the member could still do
 * through others ends too: keys with the membership, open invitations with the lost rights.
 *
 * @throws Problem 404 unknown member, 403 not theirs to decide, 409 last owner
 */
export async function changeMember(
  db: AccountsDatabase,
  caller: Caller & { memberId: string },
  memberId: string,
  to: Role | null,
): Promise<void> {
  const { workspaceId } = caller;
  await db.change(caller.actor, async (tx) => {
    const members = await lockMembers(tx, workspaceId);
    const member = members.find(({ id }) => id === memberId);
    const actor = members.find(({ id }) => id === caller.memberId);
    if (!member || !actor) throw notFound('member');
    const obstacle = obstacleToMove({
      actor: actor.role,
      isSelf: member.id === actor.id,
      from: member.role,
      to,
      owners: members.filter(({ role }) => role === 'owner').length,
    });
    if (obstacle) throw new Problem(obstacle.code, obstacle.message);
    await applyMove(tx, workspaceId, member, to);
  });
}

async function applyMove(
  tx: Tx,
  workspaceId: string,
  member: MemberRow,
  to: Role | null,
): Promise<void> {
  if (to === null) await deleteMember(tx, workspaceId, member);
  else await updateRole(tx, workspaceId, member.id, to);
  if (to === null || !roleReaches(to, member.role)) {
    await cancelInvitationsOf(tx, workspaceId, member.userId);
  }
}
