import type { FastifyRequest } from 'fastify';
import type { Database } from '../../platform/database/database.ts';
import { type Caller, callerOf, personOf } from '../../platform/http/access.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { AccountsDatabase } from './accounts-database.ts';
import type { BetterAuth } from './better-auth.ts';

/** What the accounts' routes work with. */
export type AccountsDeps = {
  database: Database;
  db: AccountsDatabase;
  auth: BetterAuth;
  baseUrl: string;
  openSignUp: boolean;
  tokenOf: (headers: FastifyRequest['headers']) => string | null;
};

/** A caller who is a person, not an API key. */
export type MemberCaller = Caller & { memberId: string; userId: string };

/** The member who calls. @throws Problem 403 for API keys: a key must not make or keep access. */
export function memberCallerOf(request: FastifyRequest): MemberCaller {
  const caller = callerOf(request);
  const { memberId, userId } = caller;
  if (memberId === null || userId === null) {
    throw new Problem('not_allowed', 'API keys manage neither people nor keys: sign in for this.');
  }
  return { ...caller, memberId, userId };
}

/** The session of a signed-in person's request. */
export function sessionOf(
  deps: AccountsDeps,
  request: FastifyRequest,
): { token: string; userId: string } {
  const { userId } = personOf(request);
  const token = deps.tokenOf(request.headers);
  if (token === null) throw new Problem('not_signed_in', 'Sign in first.');
  return { token, userId };
}
