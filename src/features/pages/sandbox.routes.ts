import { z } from 'zod';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { PageRouteDeps } from './deps.ts';
import { findWriter, letWrite, sandboxPages } from './sandbox.ts';

const tags = ['Sandbox'];
const SandboxState = z.object({
  available: z.boolean(),
  pages: z.array(
    z.object({ id: z.uuid(), name: z.string(), externalId: z.string(), instagram: z.boolean() }),
  ),
});
const CustomerWrites = z.object({
  pageId: z.uuid(),
  platform: z.enum(['messenger', 'instagram']),
  contactId: z.uuid().optional().describe('Who writes; without it somebody called `name`.'),
  name: z.string().trim().min(1).max(100).optional(),
  text: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .meta({ examples: ['Do you still have the blue one?'] }),
});

/** Trying things out: the sandbox lets a customer write, and Meta's webhook follows. */
export const sandboxRoutes =
  ({ database, sandbox }: Pick<PageRouteDeps, 'database' | 'sandbox'>): Routes =>
  (app) => {
    app.get(
      '/api/v1/sandbox',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Whether the sandbox runs, and its connected Pages',
          response: { 200: SandboxState, ...errorResponses(401, 403, 429) },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        if (!sandbox) return { available: false, pages: [] };
        const pages = await database.withWorkspace(workspaceId, actor, (tx) =>
          sandboxPages(tx, workspaceId, sandbox),
        );
        return { available: true, pages };
      },
    );

    app.post(
      '/api/v1/sandbox/customer-writes',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Let a customer write',
          description: 'The message arrives as a webhook, as from Facebook.',
          body: CustomerWrites,
          response: {
            202: z.object({ messageId: z.string().describe("The provider's id of the message.") }),
            ...errorResponses(401, 403, 404, 409, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        if (!sandbox) {
          throw new Problem('conflict', 'The sandbox does not run. Start with SANDBOX=true.');
        }
        const input = await database.withWorkspace(workspaceId, actor, (tx) =>
          findWriter(tx, workspaceId, sandbox, request.body),
        );
        return reply.code(202).send(letWrite(sandbox, input));
      },
    );
  };
