import type { Kysely } from 'kysely';
import type { InvitationProof, SignUpState } from '../../contracts/accounts.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import { Problem } from '../../platform/http/problem.ts';
import { findInvitation } from './invitations.store.ts';

/** Open to all while nobody has an account, or when the instance says so. */
export async function signUpState(db: Kysely<DB>, openSignUp: boolean): Promise<SignUpState> {
  const found = await db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  const firstRun = found === undefined;
  return { open: firstRun || openSignUp, firstRun };
}

/**
 * Lets a sign-up pass where sign-up is open or the link of an invitation to this address is shown.
 *
 * @throws Problem 403
 */
export async function checkSignUp(
  db: Kysely<DB>,
  openSignUp: boolean,
  input: { email: string; invitation?: InvitationProof | undefined },
): Promise<void> {
  const { open } = await signUpState(db, openSignUp);
  if (open) return;
  const invitation = input.invitation && (await findInvitation(db, input.invitation));
  if (invitation?.email === input.email) return;
  throw new Problem(
    'not_allowed',
    invitation
      ? 'This invitation is for another e-mail address: sign up with the invited one.'
      : 'Sign-up is by invitation here: open the link that you were sent, or ask for a new one.',
  );
}
