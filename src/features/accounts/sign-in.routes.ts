import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  Done,
  PasswordChange,
  Person,
  SignedIn,
  SignInInput,
  SignUpInput,
  SignUpState,
} from '../../contracts/accounts.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { TypedServer } from '../../platform/http/server.ts';
import { type AccountsDeps, sessionOf } from './deps.ts';
import { forward } from './forward.ts';
import {
  activateWorkspace,
  findActiveWorkspace,
  startInFirstWorkspace,
} from './memberships.store.ts';
import { checkSignUp, signUpState } from './sign-up-door.ts';
import {
  giveBack,
  type Limit,
  passwordChangeLimits,
  signInLimits,
  signUpLimits,
  takeAttempt,
} from './throttle.ts';

const tags = ['Sign-in'];
const NewSession = z.object({ token: z.string(), user: Person });

/** Sign-up, sign-in, sign-out and the password: the paths of better-auth that can be reached. */
export function addSignInRoutes(app: TypedServer, deps: AccountsDeps): void {
  const { auth, openSignUp } = deps;
  const db = deps.db.kysely;

  async function signedIn(request: FastifyRequest, reply: FastifyReply) {
    const { token, user } = NewSession.parse(await forward(auth, request, reply));
    await startInFirstWorkspace(db, token);
    return { person: user };
  }

  async function take(limits: Limit[], reply: FastifyReply): Promise<void> {
    const seconds = await takeAttempt(db, limits);
    if (seconds === 0) return;
    reply.header('retry-after', seconds);
    throw new Problem('too_many_requests', `Too many attempts. Try again in ${seconds} seconds.`);
  }

  app.get(
    '/api/v1/sign-up',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Whether anybody may sign up',
        description:
          'Open while nobody has an account, and where the instance is set so; else by invitation.',
        security: [],
        response: { 200: SignUpState, ...errorResponses(429) },
      },
    },
    () => signUpState(db, openSignUp),
  );

  app.post(
    '/api/auth/sign-up/email',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Sign up',
        description: 'Makes an account and signs it in: the answer sets the session cookie.',
        security: [],
        body: SignUpInput,
        response: { 200: SignedIn, ...errorResponses(403, 409, 422, 429) },
      },
    },
    async (request, reply) => {
      await take(signUpLimits(request.ip), reply);
      await checkSignUp(db, openSignUp, request.body);
      return signedIn(request, reply);
    },
  );

  app.post(
    '/api/auth/sign-in/email',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Sign in',
        description:
          'Sets the session cookie. Failures are counted by account and by address; past the ' +
          'limit the answer is 429 with `retry-after`.',
        security: [],
        body: SignInInput,
        response: { 200: SignedIn, ...errorResponses(401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      const limits = signInLimits(request.body.email, request.ip);
      await take(limits, reply);
      const answer = await signedIn(request, reply);
      await giveBack(db, limits);
      return answer;
    },
  );

  app.post(
    '/api/auth/sign-out',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Sign out',
        description: 'Ends the session at once, in every process.',
        security: [{}, { session: [] }],
        response: { 200: Done, ...errorResponses(403, 429) },
      },
    },
    async (request, reply) => {
      await forward(auth, request, reply);
      return { ok: true as const };
    },
  );

  app.post(
    '/api/auth/change-password',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Change the password',
        description: 'Signs out every other session of the person.',
        body: PasswordChange,
        response: { 200: Done, ...errorResponses(400, 401, 403, 422, 429) },
      },
    },
    async (request, reply) => {
      const before = sessionOf(deps, request);
      const limits = passwordChangeLimits(before.userId);
      await take(limits, reply);
      const workspaceId = await findActiveWorkspace(db, before);
      const body = { ...request.body, revokeOtherSessions: true };
      const { token } = NewSession.parse(await forward(auth, request, reply, body));
      if (workspaceId) await activateWorkspace(db, { ...before, token }, workspaceId);
      await giveBack(db, limits);
      return { ok: true as const };
    },
  );
}
