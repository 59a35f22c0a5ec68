import { createHmac } from 'node:crypto';

/**
 * JSON as Meta writes it: non-ASCII as lowercase `\uXXXX`, `/` as `\/`.
 * Source: webhook documentation, "äöå should be escaped to \u00e4\u00f6\u00e5".
 */
export function metaJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\//g, '\\/');
}

/** The value of `X-Hub-Signature-256` for these bytes. */
export function hubSignature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
