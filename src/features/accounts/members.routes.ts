import { z } from 'zod';
import { Done, Member, MemberChange } from '../../contracts/accounts.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { TypedServer } from '../../platform/http/server.ts';
import { changeMember } from './change-member.ts';
import { type AccountsDeps, memberCallerOf } from './deps.ts';
import { listMembers } from './members.store.ts';

const tags = ['Members'];
const params = z.object({ id: z.uuid() });

/** Who belongs to the workspace, and with which role. */
export function addMemberRoutes(app: TypedServer, deps: AccountsDeps): void {
  const { database, db } = deps;

  app.get(
    '/api/v1/members',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'List members',
        response: {
          200: z.object({ items: z.array(Member) }),
          ...errorResponses(401, 403, 404, 429),
        },
      },
    },
    async (request) => {
      const { workspaceId, actor } = callerOf(request);
      const items = await database.withWorkspace(workspaceId, actor, (tx) =>
        listMembers(tx, workspaceId),
      );
      return { items };
    },
  );

  app.patch(
    '/api/v1/members/:id',
    {
      config: { access: 'viewer', peopleOnly: true },
      schema: {
        tags,
        summary: "Change a member's role",
        description:
          'For admins and owners, up to their own role; anybody may step down. The last owner ' +
          'stays owner. Not for API keys.',
        params,
        body: MemberChange,
        response: { 200: Member, ...errorResponses(401, 403, 404, 409, 422, 429) },
      },
    },
    async (request) => {
      const caller = memberCallerOf(request);
      await changeMember(db, caller, request.params.id, request.body.role);
      const members = await database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
        listMembers(tx, caller.workspaceId),
      );
      const member = members.find(({ id }) => id === request.params.id);
      if (!member) throw notFound('member');
      return member;
    },
  );

  app.delete(
    '/api/v1/members/:id',
    {
      config: { access: 'viewer', peopleOnly: true },
      schema: {
        tags,
        summary: 'Remove a member, or leave',
        description:
          'Ends their access at once, with the API keys they made and the invitations they sent. ' +
          'The last owner can neither be removed nor leave. Not for API keys.',
        params,
        response: { 200: Done, ...errorResponses(401, 403, 404, 409, 422, 429) },
      },
    },
    async (request) => {
      await changeMember(db, memberCallerOf(request), request.params.id, null);
      return { ok: true as const };
    },
  );
}
