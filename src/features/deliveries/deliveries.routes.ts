import { z } from 'zod';
import { Delivery, DeliveryDetails, DeliveryQuery } from '../../contracts/deliveries.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import type { Queue } from '../../platform/queue/index.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { cancelDelivery, resendDelivery } from './change-delivery.ts';
import { findAttempts, findDelivery, listDeliveries } from './deliveries.store.ts';
import { wakeDeliveries } from './deliveries.work.ts';
import { presentDelivery, presentDetails } from './present-delivery.ts';
import { webhookSecretRoutes } from './webhook-secret.routes.ts';

const tags = ['Deliveries'];
const DeliveryId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** What automations send, whether it arrived, and sending it again. */
export function deliveryRoutes(deps: {
  database: Database;
  queue: Queue;
  secrets: SecretBox;
}): Routes {
  const { database, queue } = deps;
  return (app) => {
    webhookSecretRoutes(deps)(app);

    app.get(
      '/api/v1/deliveries',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List deliveries',
          description: 'Webhooks and messages that automations send, newest first.',
          querystring: DeliveryQuery,
          response: { 200: pageOf(Delivery), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, ...filter } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const rows = await listDeliveries(tx, filter, { limit: limit + 1, position });
          const found = rows.map((row) => ({
            item: presentDelivery(row),
            position: [row.createdKey, row.id],
          }));
          return toPage(found, limit);
        });
      },
    );

    app.get(
      '/api/v1/deliveries/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a delivery',
          description: 'With what was sent, what came back, and every attempt.',
          params: DeliveryId,
          response: { 200: DeliveryDetails, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const row = await findDelivery(tx, id);
          if (!row) throw notFound('delivery');
          return presentDetails(row, await findAttempts(tx, id));
        });
      },
    );

    app.post(
      '/api/v1/deliveries/:id/resend',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Send a webhook again',
          description: 'One that was delivered, failed or was cancelled; its id stays the same.',
          params: DeliveryId,
          response: { 200: Delivery, ...errors },
        },
      },
      async (request) => {
        const { workspaceId, actor } = callerOf(request);
        const delivery = await database.withWorkspace(workspaceId, actor, (tx) =>
          resendDelivery(tx, request.params.id),
        );
        // The row is what counts: when the queue is out of reach, the sweeper finds it.
        await wakeDeliveries(queue).catch(() => undefined);
        return delivery;
      },
    );

    app.post(
      '/api/v1/deliveries/:id/cancel',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Cancel a delivery',
          description: 'One that is queued or held. The run that waits for it goes on.',
          params: DeliveryId,
          response: { 200: Delivery, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          cancelDelivery(tx, request.params.id),
        );
      },
    );
  };
}
