import type { WebhookAnswer } from '../../contracts/deliveries.ts';
import { isDeeperThan } from '../../platform/http/depth.rules.ts';

/**
 * Of a body this much is open to later steps, in bytes as JSON. A run keeps 16 kB of what a step
 * gives, or nothing of it: status, address and type have room beside the body.
 */
const mostBytes = 12 * 1024;
const mostType = 200;
/** Deeper JSON is kept as text. */
const mostDepth = 50;

/** What the receiver answered, for later steps: JSON parsed, anything else as text. */
export function readAnswer(input: {
  status: number;
  contentType: string | undefined;
  text: string;
}): WebhookAnswer {
  const { status, contentType, text } = input;
  const headers =
    contentType === undefined ? {} : { 'content-type': contentType.slice(0, mostType) };
  return { status, headers, body: text === '' ? null : readBody(text) };
}

function readBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, mostDepth) || bytesOf(value) > mostBytes ? cut(text) : value;
  } catch {
    return cut(text);
  }
}

function cut(text: string): string {
  let kept = text.slice(0, mostBytes);
  for (let bytes = bytesOf(kept); bytes > mostBytes; bytes = bytesOf(kept)) {
    kept = kept.slice(0, Math.floor((kept.length * mostBytes) / bytes));
  }
  return kept;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
