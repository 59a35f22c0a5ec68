import { z } from 'zod';
import { HookAccepted } from '../../contracts/hooks.ts';
import type { Database } from '../../platform/database/database.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { createHookDoor } from './accept-call.ts';

/** Of one hook in one process; callers share addresses, so they are not counted by address. */
const callsPerHour = 120_000;
const mostBytes = 256 * 1024;

/** Where others post what starts an automation. */
export function hookPostRoutes(deps: { database: Database; secrets: SecretBox }): Routes {
  return (app) => {
    const accept = createHookDoor(deps);
    app.register(async (raw) => {
      // Senders sign the bytes they send: parsing and printing them again breaks the signature.
      raw.removeAllContentTypeParsers();
      raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
        done(null, body);
      });
      raw.post(
        '/api/v1/hooks/:token',
        {
          bodyLimit: mostBytes,
          config: {
            access: 'public',
            rateLimit: {
              max: callsPerHour,
              timeWindow: '1 hour',
              keyGenerator: (request) => request.url.split('?')[0] ?? '',
            },
          },
          schema: {
            tags: ['Webhooks'],
            summary: 'Start an automation from outside',
            description:
              'Any JSON, or a form, of up to 256 kB. Signed (Standard Webhooks) where the ' +
              'automation wants it. With `webhook-id` or `idempotency-key` the same call is ' +
              'taken once, however often it comes.',
            security: [],
            params: z.object({ token: z.string().max(100) }),
            response: {
              202: HookAccepted,
              ...errorResponses(400, 401, 404, 409, 413, 422, 429),
            },
          },
        },
        async (request, reply) => {
          const { token } = z.object({ token: z.string() }).parse(request.params);
          const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const accepted = await accept({ token, headers: request.headers, rawBody });
          return reply.code(202).send(accepted);
        },
      );
    });
  };
}
