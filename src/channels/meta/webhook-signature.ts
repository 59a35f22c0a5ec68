import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Verifies `X-Hub-Signature-256` over the raw bytes: Meta signs its own escaped form, which
 * parsed and printed JSON is not (provider-apis.md §0.8). False for a header that is missing,
 * malformed or given more than once.
 */
export function verifyWebhookSignature(input: {
  rawBody: Uint8Array;
  header: string | readonly string[] | undefined;
  appSecret: string;
}): boolean {
  if (typeof input.header !== 'string' || input.appSecret === '') return false;
  const given = /^sha256=([0-9a-f]{64})$/.exec(input.header)?.[1];
  if (given === undefined) return false;
  const expected = createHmac('sha256', input.appSecret).update(input.rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}

/**
 * Answers Meta's verification of a callback address: the challenge to send back with 200, or null
 * for 403. `query` is the parsed query string.
 */
export function answerVerification(
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | null {
  const challenge = query['hub.challenge'];
  const token = query['hub.verify_token'];
  if (query['hub.mode'] !== 'subscribe' || typeof challenge !== 'string') return null;
  if (typeof token !== 'string' || verifyToken === '') return null;
  return timingSafeEqual(digest(token), digest(verifyToken)) ? challenge : null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
