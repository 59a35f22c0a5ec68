import { type Role, roleReaches } from '../../contracts/roles.ts';

export type MembershipMove = {
  /** Role of who acts. */
  actor: Role;
  isSelf: boolean;
  /** Role of the member before, and after; null when the member leaves. */
  from: Role;
  to: Role | null;
  /** Owners of the workspace, this member included. */
  owners: number;
};

/** Why something is refused: a clash that can be mended, or a matter of rights. */
export type Obstacle = { code: 'conflict' | 'not_allowed'; message: string };

/** Why a member's role may not change so, in words for people, or null when it may. */
export function obstacleToMove(move: MembershipMove): Obstacle | null {
  const losesOwner = move.from === 'owner' && move.to !== 'owner';
  const stepsDown = move.isSelf && (move.to === null || roleReaches(move.from, move.to));
  if (!stepsDown) {
    const obstacle = obstacleToManage(move);
    if (obstacle) return obstacle;
  }
  if (losesOwner && move.owners <= 1) {
    const message = 'A workspace needs an owner: make somebody else owner first.';
    return { code: 'conflict', message };
  }
  return null;
}

function obstacleToManage(move: MembershipMove): Obstacle | null {
  if (!roleReaches(move.actor, 'admin')) {
    return { code: 'not_allowed', message: 'Only admins and owners manage members.' };
  }
  if (!roleReaches(move.actor, move.from)) {
    const message = `Your role ${move.actor} does not reach to a member who is ${move.from}.`;
    return { code: 'not_allowed', message };
  }
  return move.to === null ? null : obstacleToGrant(move.actor, move.to);
}

/** Why a role may not be handed out by somebody, or null when it may. */
export function obstacleToGrant(actor: Role, granted: Role): Obstacle | null {
  if (roleReaches(actor, granted)) return null;
  const message = `Nobody can give more than they have: your role is ${actor}.`;
  return { code: 'not_allowed', message };
}
