import { z } from 'zod';
import {
  type Delivery,
  type DeliveryAttempt,
  DeliveryChannel,
  type DeliveryDetails,
  DeliveryStatus,
  WebhookPayload,
} from '../../contracts/deliveries.ts';
import type { AttemptRow, DeliveryRow } from './deliveries.store.ts';
import { presentRequest } from './webhook-request.rules.ts';

export function presentDelivery(row: DeliveryRow): Delivery {
  const { id, recipient, attempts, automationId, runId, stepId, contactId, errorCode, error } = row;
  // While it is sent the column says when its sender would be given up.
  const nextAttemptAt = row.status === 'sending' ? null : row.nextAttemptAt;
  return {
    id,
    channel: DeliveryChannel.parse(row.channel),
    recipient,
    status: DeliveryStatus.parse(row.status),
    attempts,
    automationId,
    runId,
    stepId,
    contactId,
    errorCode,
    error,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function presentDetails(row: DeliveryRow, attempts: readonly AttemptRow[]): DeliveryDetails {
  return {
    ...presentDelivery(row),
    request: requestOf(row),
    response: row.response,
    attemptLog: attempts.map(presentAttempt),
  };
}

const Message = z.record(z.string(), z.unknown());

function requestOf({ channel, payload }: DeliveryRow): Record<string, unknown> {
  if (channel !== 'webhook') return Message.safeParse(payload).data ?? {};
  const webhook = WebhookPayload.safeParse(payload);
  // What we do not understand could show a secret.
  return webhook.success ? presentRequest(webhook.data) : {};
}

function presentAttempt(row: AttemptRow): DeliveryAttempt {
  const { number, statusCode, response, errorCode, error } = row;
  return {
    number,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
    statusCode,
    response,
    errorCode,
    error,
  };
}
