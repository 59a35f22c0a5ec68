import { Webhook } from 'standardwebhooks';
import { type WebhookAnswer, WebhookPayload } from '../../contracts/deliveries.ts';
import {
  type Outgoing,
  OutgoingError,
  type OutgoingResponse,
} from '../../platform/outgoing/index.ts';
import { readRetryAfter, type SendOutcome } from './delivery-retry.rules.ts';
import { readAnswer } from './webhook-answer.rules.ts';
import { ownHeaders } from './webhook-request.rules.ts';

export type Sent = {
  outcome: SendOutcome;
  /** What later steps see; null when no answer came. */
  answer: WebhookAnswer | null;
  /** The answer's text for the log of attempts. */
  text: string | null;
};

const timeoutMs = 15_000;
const mostAnswerBytes = 64 * 1024;

/** Words of ours for refusals that no repetition changes; other failures are tried again. */
const finalCodes: Partial<Record<OutgoingError['kind'], string>> = {
  forbidden_address: 'address_refused',
  invalid_url: 'invalid_url',
  redirect: 'redirect',
};

/**
 * Sends one webhook once, signed as Standard Webhooks wants (standardwebhooks.com). Never throws.
 * `secret` is the workspace's, whsec_…; null when it cannot be opened.
 */
export async function sendWebhook(
  outgoing: Outgoing,
  delivery: { id: string; payload: unknown; secret: string | null },
  signal: AbortSignal,
): Promise<Sent> {
  const { id, secret } = delivery;
  if (secret === null) {
    return refused('secret_unreadable', 'The signing secret cannot be opened: make a new one.');
  }
  const parsed = WebhookPayload.safeParse(delivery.payload);
  if (!parsed.success) return refused('invalid_request', 'The step gave no usable request.');
  const { method, url, body = '' } = parsed.data;
  const own = ownHeaders(parsed.data);
  if (!own.ok) return refused('invalid_header', `The header ${own.name} cannot be sent by HTTP.`);
  try {
    const response = await outgoing.request({
      method,
      url,
      headers: { ...own.headers, ...signature(id, secret, body) },
      ...(body === '' ? {} : { body }),
      timeoutMs,
      maxBytes: mostAnswerBytes,
      cutAnswer: true,
      signal,
    });
    return read(response);
  } catch (error) {
    return failed(error, signal);
  }
}

function signature(id: string, secret: string, body: string) {
  const now = new Date();
  return {
    // The same at every try: receivers that keep it take a repeated webhook once.
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
}

function read(response: OutgoingResponse): Sent {
  const { status, headers } = response;
  const text = response.text();
  const retryAfterMs = readRetryAfter(headers['retry-after'], new Date());
  return {
    outcome: { kind: 'answer', status, retryAfterMs },
    answer: readAnswer({ status, contentType: headers['content-type'], text }),
    text,
  };
}

/**
 * An answer that was lost after the bytes left is tried again as any broken connection: unlike a
 * text message, a webhook has an id by which its receiver knows it again.
 */
function failed(error: unknown, signal: AbortSignal): Sent {
  if (signal.aborted) return broken('interrupted', 'The server stopped while it was sent.');
  if (!(error instanceof OutgoingError)) {
    return broken(
      'not_sent',
      `It could not be sent (${error instanceof Error ? error.name : ''}).`,
    );
  }
  const code = finalCodes[error.kind];
  return code ? refused(code, error.message) : broken(error.kind, error.message);
}

/** What nothing was sent for, and never will be. */
export function refused(code: string, message: string): Sent {
  return { outcome: { kind: 'refused', code, message }, answer: null, text: null };
}

function broken(code: string, message: string): Sent {
  return { outcome: { kind: 'broken', code, message }, answer: null, text: null };
}
