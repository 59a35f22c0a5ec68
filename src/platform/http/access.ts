import type { FastifyRequest } from 'fastify';
import { type Role, roleReaches } from '../../contracts/roles.ts';
import { Problem } from './problem.ts';

/**
 * Who may call a route: `public`, a signed-in `person` (no workspace needed), or a member or API
 * key of the workspace with at least this role. A route without it is refused when registered.
 */
export type Access = 'public' | 'person' | Role;

/** Who calls, as far as a workspace is concerned. */
export type Caller = {
  workspaceId: string;
  role: Role;
  /** 'member:<id>' or 'key:<id>'. */
  actor: string;
  /** Null for API keys. */
  memberId: string | null;
  userId: string | null;
};

/** A signed-in person, before a workspace is chosen. */
export type Person = { userId: string; name: string; email: string };

/**
 * What authentication found: nobody, a person, or a caller of a workspace. `refusal` says why
 * credentials that were sent led to no caller; routes that need one answer with it.
 */
export type Identity = { person: Person | null; caller: Caller | null; refusal?: Problem };

export type Authenticate = (request: FastifyRequest) => Promise<Identity>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** True: signed-in people alone, no API keys. Always so for access `person`. */
    peopleOnly?: boolean;
  }
  interface FastifyRequest {
    identity: Identity;
  }
}

/** The caller of a route whose access is a role. */
export function callerOf(request: FastifyRequest): Caller {
  const { caller, person, refusal } = request.identity;
  if (caller) return caller;
  if (refusal) throw refusal;
  if (person) throw new Problem('not_allowed', 'No workspace is active: create or choose one.');
  throw new Problem('not_signed_in', 'Sign in, or send an API key as x-api-key.');
}

/** The person who calls a route whose access is `person`. */
export function personOf(request: FastifyRequest): Person {
  const { person, caller, refusal } = request.identity;
  if (person) return person;
  if (refusal) throw refusal;
  if (caller) throw new Problem('not_allowed', 'An API key is no person: sign in for this.');
  throw new Problem('not_signed_in', 'Sign in first.');
}

/** Refuses who may not call the route, as its config declares. */
export function checkAccess(request: FastifyRequest): void {
  const { access = 'public', peopleOnly = false } = request.routeOptions.config;
  if (access === 'public') return;
  if (access === 'person') {
    personOf(request);
    return;
  }
  const caller = callerOf(request);
  if (peopleOnly && caller.memberId === null) {
    throw new Problem('not_allowed', 'An API key may not do this: sign in for it.');
  }
  if (!roleReaches(caller.role, access)) {
    throw new Problem(
      'not_allowed',
      `This needs the role ${access}; yours is ${caller.role}. Ask an owner of the workspace.`,
    );
  }
}
