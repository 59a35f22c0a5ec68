import { z } from 'zod';
import { PageQuery } from './paging.ts';

export const deliveryChannels = ['webhook', 'sms', 'email', 'messenger', 'instagram'] as const;
export const DeliveryChannel = z.enum(deliveryChannels);
export type DeliveryChannel = z.infer<typeof DeliveryChannel>;

/** held: no channel can send it yet. unknown: the answer was lost after the bytes left. */
export const deliveryStatuses = [
  'held',
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'cancelled',
] as const;
export const DeliveryStatus = z.enum(deliveryStatuses);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const webhookMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * How long an outgoing webhook is tried: `full` is 8 times within 18 hours, `short` is 3 times
 * within about a minute, for steps whose automation waits for the answer.
 */
export const webhookRetries = ['full', 'short'] as const;

/** What a webhook sends: `deliveries.payload` of channel `webhook`. */
export const WebhookPayload = z.object({
  method: z.enum(webhookMethods).default('POST'),
  url: z.string().max(2000),
  headers: z.record(z.string(), z.string()).default({}),
  /** As it goes out; left out for GET. */
  body: z.string().optional(),
  retry: z.enum(webhookRetries).default('full'),
});
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** What the receiver of a webhook answered: `deliveries.response`, open to later steps. */
export const WebhookAnswer = z.object({
  status: z.int(),
  headers: z.object({ 'content-type': z.string().optional() }),
  /** Parsed when it is JSON, else text, else null; at most 12 kB, longer ones as cut text. */
  body: z.unknown(),
});
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;

const time = z.iso.datetime();

export const Delivery = z.object({
  id: z.uuid(),
  channel: DeliveryChannel,
  /** Address, number or URL, as people read it; never a secret. */
  recipient: z.string(),
  status: DeliveryStatus,
  attempts: z.int(),
  automationId: z.uuid().nullable(),
  runId: z.uuid().nullable(),
  stepId: z.string().nullable(),
  contactId: z.uuid().nullable(),
  /** A stable word such as `http_404`, `address_refused`, `timeout`. */
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: time,
  nextAttemptAt: time.nullable(),
  finishedAt: time.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryAttempt = z.object({
  number: z.int(),
  startedAt: time,
  finishedAt: time,
  statusCode: z.int().nullable(),
  /** The first 4 kB of the answer. */
  response: z.string().nullable(),
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

export const DeliveryDetails = Delivery.extend({
  /** What is sent; values of headers that hold secrets read `•••`. */
  request: z.record(z.string(), z.unknown()),
  response: z.unknown(),
  attemptLog: z.array(DeliveryAttempt),
});
export type DeliveryDetails = z.infer<typeof DeliveryDetails>;

const statusList = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(DeliveryStatus).min(1));

export const DeliveryQuery = PageQuery.extend({
  channel: DeliveryChannel.optional(),
  status: statusList.optional().describe('One or several, separated by commas: failed,unknown.'),
  automationId: z.uuid().optional(),
  runId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  q: z.string().max(200).optional().describe('In the recipient.'),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** The key that signs outgoing webhooks (Standard Webhooks). */
export const WebhookSecret = z.object({
  secret: z.string().describe('whsec_… in base64; give it to whoever receives the webhooks.'),
  createdAt: time,
});
export type WebhookSecret = z.infer<typeof WebhookSecret>;
