import type { WebhookAnswer } from '../../contracts/deliveries.ts';
import { isDeeperThan } from '../../platform/http/depth.rules.ts';

/** Of the answer's text this much is open to later steps, in characters. */
const keptLength = 32 * 1024;
/** Deeper JSON is kept as text. */
const mostDepth = 50;

/** What the receiver answered, for later steps: JSON parsed, anything else as text. */
export function readAnswer(input: {
  status: number;
  contentType: string | undefined;
  text: string;
}): WebhookAnswer {
  const { status, contentType, text } = input;
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  return { status, headers, body: text === '' ? null : readBody(text) };
}

function readBody(text: string): unknown {
  if (text.length > keptLength) return text.slice(0, keptLength);
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, mostDepth) ? text : value;
  } catch {
    return text;
  }
}
