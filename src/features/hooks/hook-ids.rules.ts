import { createHash } from 'node:crypto';

/** How a hook's token is kept: the token itself opens the hook and stays sealed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The id of the call with this key: the same key at the same automation is the same call, whoever
 * stores it first. A UUID of version 8 (made from a hash, RFC 9562).
 */
export function callIdOf(automationId: string, key: string): string {
  const bytes = createHash('sha256').update(`${automationId}\n${key}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const cuts = [0, 8, 12, 16, 20, 32];
  return cuts
    .slice(1)
    .map((end, i) => hex.slice(cuts[i], end))
    .join('-');
}
