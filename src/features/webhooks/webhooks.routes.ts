import { z } from 'zod';
import { answerVerification, verifyWebhookSignature } from '../../channels/meta/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { Queue } from '../../platform/queue/index.ts';
import { wakeInbox } from './webhooks.work.ts';

export type WebhookRouteDeps = {
  database: Database;
  queue: Queue;
  appSecret: string;
  verifyToken: string;
};

const path = '/api/webhooks/facebook';

/** Where Meta delivers: the bytes are verified, stored and answered; work comes after. */
export const webhookRoutes =
  ({ database, queue, appSecret, verifyToken }: WebhookRouteDeps): Routes =>
  (app) => {
    app.get(
      path,
      {
        config: { access: 'public' },
        schema: {
          tags: ['Webhooks'],
          summary: "Meta's verification handshake",
          security: [],
          querystring: z.looseObject({
            'hub.mode': z.string().optional(),
            'hub.verify_token': z.string().optional(),
            'hub.challenge': z.string().optional(),
          }),
          response: { 200: z.string(), ...errorResponses(403, 429) },
        },
      },
      async (request, reply) => {
        const challenge = answerVerification(request.query, verifyToken);
        if (challenge === null) {
          throw new Problem(
            'not_allowed',
            'The verify token is not the one shown under Integrations.',
          );
        }
        return reply.type('text/plain').send(challenge);
      },
    );

    app.register(async (raw) => {
      // Meta signs its own escaped bytes: parsing and printing them again breaks the signature.
      raw.removeAllContentTypeParsers();
      raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
        done(null, body);
      });
      raw.post(
        path,
        {
          config: { access: 'public', rateLimit: false },
          schema: {
            tags: ['Webhooks'],
            summary: "Meta's webhook for Messenger and Instagram",
            description: 'The raw body must be signed with the app secret in X-Hub-Signature-256.',
            security: [],
            response: { 200: z.string(), ...errorResponses(403, 413) },
          },
        },
        async (request, reply) => {
          const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const header = request.headers['x-hub-signature-256'];
          if (!verifyWebhookSignature({ rawBody, header, appSecret })) {
            throw new Problem(
              'not_allowed',
              'The signature does not match the body and app secret.',
            );
          }
          await database.appOutsideWorkspace
            .insertInto('webhookInbox')
            .values({ provider: 'meta', body: rawBody.toString('utf8') })
            .execute();
          // Stored is what counts: when the queue is out of reach, the sweeper finds the row.
          await wakeInbox(queue).catch(() => undefined);
          return reply.type('text/plain').send('EVENT_RECEIVED');
        },
      );
    });
  };
