import type { IncomingHttpHeaders } from 'node:http';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Role, roleReaches } from '../../contracts/roles.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Identity } from '../../platform/http/access.ts';
import { Problem } from '../../platform/http/problem.ts';
import { findApiKey, findSession, markApiKeyUsed } from './authenticate.store.ts';
import { apiKeyPrefix, hashSecret } from './secrets.rules.ts';
import { sessionCookieName, sessionTokenOf } from './session-cookie.rules.ts';
import { isTrustedOrigin } from './trusted-origin.rules.ts';

export type AuthenticateOptions = {
  db: Kysely<DB>;
  secret: string;
  secureCookies: boolean;
  trustedOrigins: readonly string[];
};

/** Reads who calls from the headers of a request or of a Socket.IO handshake. */
export type AuthenticateHeaders = (headers: IncomingHttpHeaders) => Promise<Identity>;

const workspaceHeader = 'x-workspace-id';
const nobody: Identity = { person: null, caller: null };

export function createAuthenticate(options: AuthenticateOptions): AuthenticateHeaders {
  const tokenOf = createSessionTokenReader(options);
  return async (headers) => {
    const wanted = single(headers[workspaceHeader]);
    if (wanted !== null && !z.uuid().safeParse(wanted).success) return refused(noWorkspace());
    const key = apiKeyOf(headers);
    if (key !== null) return identifyKey(options.db, key, wanted);
    const token = tokenOf(headers);
    if (token === null) return nobody;
    if (!isTrustedOrigin(headers.origin, headers.host, options.trustedOrigins)) {
      return refused(
        new Problem('not_allowed', 'A page of another site may not use your session.'),
      );
    }
    return identifySession(options.db, token, wanted);
  };
}

/** The verified session token of a request's cookie, or null. */
export function createSessionTokenReader(options: { secret: string; secureCookies: boolean }) {
  const name = sessionCookieName(options.secureCookies);
  return (headers: IncomingHttpHeaders) => sessionTokenOf(headers.cookie, name, options.secret);
}

function apiKeyOf(headers: IncomingHttpHeaders): string | null {
  const own = single(headers['x-api-key']);
  if (own !== null) return own;
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token?.startsWith(apiKeyPrefix) ? token : null;
}

async function identifyKey(
  db: Kysely<DB>,
  key: string,
  wantedWorkspace: string | null,
): Promise<Identity> {
  const found = await findApiKey(db, hashSecret(key));
  if (!found) {
    return refused(new Problem('not_signed_in', 'This API key is unknown, revoked or expired.'));
  }
  if (wantedWorkspace !== null && wantedWorkspace !== found.workspaceId) {
    return refused(noWorkspace());
  }
  if (!found.usedLately) await markApiKeyUsed(db, found);
  return {
    person: null,
    caller: {
      workspaceId: found.workspaceId,
      role: lesser(found.role, found.makerRole),
      actor: `key:${found.id}`,
      memberId: null,
      userId: null,
    },
  };
}

async function identifySession(
  db: Kysely<DB>,
  token: string,
  wantedWorkspace: string | null,
): Promise<Identity> {
  const session = await findSession(db, token, wantedWorkspace);
  if (!session) return nobody;
  const person = { userId: session.userId, name: session.name, email: session.email };
  const { member } = session;
  if (!member) {
    return wantedWorkspace === null
      ? { person, caller: null }
      : { person, caller: null, refusal: noWorkspace() };
  }
  const caller = {
    workspaceId: member.workspaceId,
    role: member.role,
    actor: `member:${member.id}`,
    memberId: member.id,
    userId: session.userId,
  };
  return { person, caller };
}

function lesser(one: Role, other: Role): Role {
  return roleReaches(one, other) ? other : one;
}

function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function refused(refusal: Problem): Identity {
  return { ...nobody, refusal };
}

/** The same for a workspace of others and for one that never was. */
function noWorkspace(): Problem {
  return new Problem('not_found', 'There is no such workspace.');
}
