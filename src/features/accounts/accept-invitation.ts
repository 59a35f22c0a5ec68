import type { InvitationProof, Membership } from '../../contracts/accounts.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Person } from '../../platform/http/access.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { AccountsDatabase } from './accounts-database.ts';
import { lockInvitation, markAccepted, type OpenInvitation } from './invitations.store.ts';
import { actAsNewMember, findWorkspace, insertMember } from './workspaces.store.ts';

/**
 * Makes the signed-in person a member by the link of an invitation to their address.
 *
 * @throws Problem 404 unknown, used, cancelled or expired, 403 other address, 409 member already
 */
export async function acceptInvitation(
  db: AccountsDatabase,
  person: Person,
  proof: InvitationProof,
): Promise<Membership> {
  return db.change('system', async (tx) => {
    const invitation = await lockInvitation(tx, proof);
    if (!invitation) {
      throw new Problem('not_found', 'This invitation is used, cancelled or expired: ask again.');
    }
    if (invitation.email !== person.email.toLowerCase()) {
      const message =
        'This invitation is for another e-mail address: sign in with the invited one.';
      throw new Problem('not_allowed', message);
    }
    await refuseMember(tx, invitation, person);
    const { workspaceId, role } = invitation;
    const memberId = await actAsNewMember(tx);
    await insertMember(tx, { id: memberId, workspaceId, role, userId: person.userId });
    await markAccepted(tx, invitation);
    const workspace = await findWorkspace(tx, workspaceId);
    return { workspaceId, role, memberId, name: workspace?.name ?? '' };
  });
}

async function refuseMember(tx: Tx, invitation: OpenInvitation, person: Person): Promise<void> {
  const member = await tx
    .selectFrom('members')
    .select('id')
    .where('workspaceId', '=', invitation.workspaceId)
    .where('userId', '=', person.userId)
    .executeTakeFirst();
  if (member) throw new Problem('conflict', 'You are a member of this workspace already.');
}
