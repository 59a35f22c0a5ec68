import type { z } from 'zod';
import type { InvitationInput, NewInvitation } from '../../contracts/accounts.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { AccountsDeps, MemberCaller } from './deps.ts';
import { insertInvitation } from './invitations.store.ts';
import { listMembers } from './members.store.ts';
import { obstacleToGrant } from './membership.rules.ts';
import { newInvitationSecret } from './secrets.rules.ts';

/**
 * A new invitation with its link. The secret stands behind `#`, which browsers never send, so it is
 * in no server's log.
 *
 * @throws Problem 403 for a role above the caller's, 409 when the person is a member
 */
export async function invitePerson(
  deps: AccountsDeps,
  caller: MemberCaller,
  input: InvitationInput,
): Promise<z.infer<typeof NewInvitation>> {
  const obstacle = obstacleToGrant(caller.role, input.role);
  if (obstacle) throw new Problem(obstacle.code, obstacle.message);
  const secret = newInvitationSecret();
  return deps.db.change(caller.actor, async (tx) => {
    const { workspaceId, userId: inviterId } = caller;
    const members = await listMembers(tx, workspaceId);
    if (members.some((member) => member.email === input.email)) {
      throw new Problem('conflict', 'The person with this address is a member already.');
    }
    const row = await insertInvitation(tx, { ...input, workspaceId, inviterId, secret });
    return {
      id: row.id,
      email: input.email,
      role: input.role,
      inviterName: members.find(({ id }) => id === caller.memberId)?.name ?? null,
      expired: false,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      link: `${deps.baseUrl}/invitation/${row.id}#${secret}`,
    };
  });
}
