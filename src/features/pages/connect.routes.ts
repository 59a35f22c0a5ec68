import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AvailablePage, ConnectedPage } from '../../contracts/pages.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { availablePages, choosePages } from './choose-pages.ts';
import { finishConnect, type Member, startConnect } from './connect-meta.ts';
import { type PageRouteDeps, withMeta } from './deps.ts';

const tags = ['Facebook'];
const ConnectId = z.object({ id: z.uuid().describe('`connect` in the address after Facebook.') });
const errors = errorResponses(401, 403, 404, 409, 422, 429, 502);

/** The way through Facebook's consent dialog, and the choice of Pages after it. */
export const connectRoutes =
  (deps: PageRouteDeps): Routes =>
  (app) => {
    app.post(
      '/api/v1/meta/connect',
      {
        config: { access: 'admin', peopleOnly: true },
        schema: {
          tags,
          summary: 'Start connecting Facebook',
          description:
            'The browser goes to `url`, where the person allows access, and comes back to the ' +
            'Integrations screen. The address works once, for this member, for 15 minutes.',
          response: { 200: z.object({ url: z.url() }), ...errorResponses(401, 403, 409, 429) },
        },
      },
      async (request) => ({ url: await startConnect(withMeta(deps), memberOf(request)) }),
    );

    app.get(
      '/api/v1/meta/callback',
      {
        config: { access: 'public' },
        schema: {
          tags,
          summary: 'Where Facebook sends people back to',
          description:
            'Leads to the Integrations screen: with `connect`, the id to choose Pages with, or ' +
            'with `connect_error`: `denied` (the person refused), `unknown_state` (used before, ' +
            'too old, or started by another member) or `refused` (Facebook gave no access).',
          security: [],
          querystring: z.looseObject({
            state: z.string().max(200).optional(),
            code: z.string().max(2000).optional(),
            error: z.string().max(200).optional(),
          }),
          response: {
            302: z.null().describe('To the Integrations screen.'),
            ...errorResponses(409, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const { caller } = request.identity;
        const ended = await finishConnect(withMeta(deps), caller, request.query);
        const target = new URL(`${deps.publicUrl}/integrations`);
        if ('connectId' in ended) target.searchParams.set('connect', ended.connectId);
        else target.searchParams.set('connect_error', ended.failure);
        return reply.redirect(target.href, 302);
      },
    );

    app.get(
      '/api/v1/meta/connects/:id',
      {
        config: { access: 'admin', peopleOnly: true },
        schema: {
          tags,
          summary: 'Pages that could be connected',
          description: 'Those that were allowed at Facebook, each with what stands in its way.',
          params: ConnectId,
          response: {
            200: z.object({ pages: z.array(AvailablePage), expiresAt: z.iso.datetime() }),
            ...errors,
          },
        },
      },
      (request) => availablePages(withMeta(deps), memberOf(request), request.params.id),
    );

    app.post(
      '/api/v1/meta/connects/:id/pages',
      {
        config: { access: 'admin', peopleOnly: true },
        schema: {
          tags,
          summary: 'Connect Pages',
          description:
            'Connects them, or renews their access, and starts a sync of each. All or none.',
          params: ConnectId,
          body: z
            .object({ externalIds: z.array(z.string().max(100)).min(1).max(200) })
            .meta({ examples: [{ externalIds: ['104512345678901'] }] }),
          response: { 200: z.object({ items: z.array(ConnectedPage) }), ...errors },
        },
      },
      async (request) => {
        const input = { connectId: request.params.id, externalIds: request.body.externalIds };
        return { items: await choosePages(withMeta(deps), memberOf(request), input) };
      },
    );
  };

/** Facebook's answer comes to a browser: a key has none. */
function memberOf(request: FastifyRequest): Member {
  const { workspaceId, actor, memberId } = callerOf(request);
  if (memberId !== null) return { workspaceId, actor };
  throw new Problem('not_allowed', 'An API key cannot sign in at Facebook: do this signed in.');
}
