import { type Kysely, sql } from 'kysely';
import type { Invitation, InvitationInput, InvitationProof } from '../../contracts/accounts.ts';
import { Role } from '../../contracts/roles.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import { hashSecret } from './secrets.rules.ts';

const invitationDays = 7;

/** Invitations that wait for an answer, newest first; expired ones say so. */
export async function listInvitations(tx: Tx, workspaceId: string): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom('invitations as i')
    .leftJoin('users as u', 'u.id', 'i.inviterId')
    .select(['i.id', 'i.email', 'i.role', 'u.name as inviterName', 'i.expiresAt', 'i.createdAt'])
    .where('i.workspaceId', '=', workspaceId)
    .where('i.status', '=', 'pending')
    .orderBy('i.id', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    role: Role.parse(row.role),
    expired: row.expiresAt.getTime() <= Date.now(),
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }));
}

/** A new invitation; an earlier one to the same address ends. Returns its id. */
export async function insertInvitation(
  tx: Tx,
  invitation: InvitationInput & { workspaceId: string; inviterId: string; secret: string },
): Promise<{ id: string; createdAt: Date; expiresAt: Date }> {
  const { secret, ...values } = invitation;
  await cancelPending(tx, values.workspaceId).where('email', '=', values.email).execute();
  return tx
    .insertInto('invitations')
    .values({
      ...values,
      secretHash: hashSecret(secret),
      expiresAt: sql<Date>`now() + make_interval(days => ${invitationDays})`,
    })
    .returning(['id', 'createdAt', 'expiresAt'])
    .executeTakeFirstOrThrow();
}

/** Ends a waiting invitation. False when there is none with this id. */
export async function cancelInvitation(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const result = await cancelPending(tx, workspaceId).where('id', '=', id).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends all that one person has handed out and nobody has accepted. */
export async function cancelInvitationsOf(
  tx: Tx,
  workspaceId: string,
  inviterId: string,
): Promise<void> {
  await cancelPending(tx, workspaceId).where('inviterId', '=', inviterId).execute();
}

function cancelPending(tx: Tx, workspaceId: string) {
  return tx
    .updateTable('invitations')
    .set({ status: 'cancelled' })
    .where('workspaceId', '=', workspaceId)
    .where('status', '=', 'pending');
}

export type OpenInvitation = { id: string; workspaceId: string; email: string; role: Role };

/** The waiting invitation that a link's two parts open, or undefined. */
export async function findInvitation(
  db: Kysely<DB>,
  proof: InvitationProof,
): Promise<OpenInvitation | undefined> {
  const row = await openInvitation(db, proof).executeTakeFirst();
  return row && { ...row, role: Role.parse(row.role) };
}

/** The same, locked, so that a link is accepted once. */
export async function lockInvitation(
  tx: Tx,
  proof: InvitationProof,
): Promise<OpenInvitation | undefined> {
  const row = await openInvitation(tx, proof).forUpdate().executeTakeFirst();
  return row && { ...row, role: Role.parse(row.role) };
}

function openInvitation(db: Kysely<DB>, proof: InvitationProof) {
  return db
    .selectFrom('invitations')
    .select(['id', 'workspaceId', 'email', 'role'])
    .where('id', '=', proof.id)
    .where('secretHash', '=', hashSecret(proof.secret))
    .where('status', '=', 'pending')
    .where('expiresAt', '>', sql<Date>`now()`);
}

export async function markAccepted(tx: Tx, invitation: OpenInvitation): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ status: 'accepted' })
    .where('workspaceId', '=', invitation.workspaceId)
    .where('id', '=', invitation.id)
    .execute();
}
