import { z } from 'zod';
import {
  Done,
  Invitation,
  InvitationAccept,
  InvitationInput,
  Membership,
  NewInvitation,
} from '../../contracts/accounts.ts';
import { callerOf, personOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { TypedServer } from '../../platform/http/server.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { type AccountsDeps, memberCallerOf, sessionOf } from './deps.ts';
import { cancelInvitation, listInvitations } from './invitations.store.ts';
import { invitePerson } from './invite-person.ts';
import { activateWorkspace } from './memberships.store.ts';

const tags = ['Invitations'];
const params = z.object({ id: z.uuid() });

/** Invitations: a link that is handed over, opened by the person with the invited address. */
export function addInvitationRoutes(app: TypedServer, deps: AccountsDeps): void {
  const { database, db } = deps;

  app.get(
    '/api/v1/invitations',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'List waiting invitations',
        response: {
          200: z.object({ items: z.array(Invitation) }),
          ...errorResponses(401, 403, 404, 429),
        },
      },
    },
    async (request) => {
      const { workspaceId, actor } = callerOf(request);
      const items = await database.withWorkspace(workspaceId, actor, (tx) =>
        listInvitations(tx, workspaceId),
      );
      return { items };
    },
  );

  app.post(
    '/api/v1/invitations',
    {
      config: { access: 'admin', peopleOnly: true },
      schema: {
        tags,
        summary: 'Invite a person',
        description:
          'No e-mail is sent: hand the link over yourself. It works once, for seven days. Inviting ' +
          'the same address again ends the earlier link. Not for API keys.',
        body: InvitationInput,
        response: { 201: NewInvitation, ...errorResponses(401, 403, 404, 409, 422, 429) },
      },
    },
    async (request, reply) => {
      const invitation = await invitePerson(deps, memberCallerOf(request), request.body);
      return reply.code(201).send(invitation);
    },
  );

  app.delete(
    '/api/v1/invitations/:id',
    {
      config: { access: 'admin', peopleOnly: true },
      schema: {
        tags,
        summary: 'Cancel an invitation',
        params,
        response: { 200: Done, ...errorResponses(401, 403, 404, 422, 429) },
      },
    },
    async (request) => {
      const { workspaceId, actor } = memberCallerOf(request);
      const found = await db.change(actor, (tx) =>
        cancelInvitation(tx, workspaceId, request.params.id),
      );
      if (!found) throw notFound('waiting invitation');
      return { ok: true as const };
    },
  );

  app.post(
    '/api/v1/invitations/:id/accept',
    {
      config: { access: 'person' },
      schema: {
        tags,
        summary: 'Accept an invitation',
        description:
          'For the signed-in person with the invited address; `secret` is the part of the link ' +
          'behind `#`. The workspace becomes their active one.',
        params,
        body: InvitationAccept,
        response: { 200: Membership, ...errorResponses(401, 403, 404, 409, 422, 429) },
      },
    },
    async (request) => {
      const proof = { id: request.params.id, secret: request.body.secret };
      const membership = await acceptInvitation(db, personOf(request), proof);
      await activateWorkspace(db.kysely, sessionOf(deps, request), membership.workspaceId);
      return membership;
    },
  );
}
