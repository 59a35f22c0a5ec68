import { createHash, randomBytes } from 'node:crypto';

/** How an API key begins, so that people and secret scanners recognise one. */
export const apiKeyPrefix = 'swy_';

/** A new API key: 256 random bits. */
export function newApiKey(): string {
  return apiKeyPrefix + randomBytes(32).toString('base64url');
}

/** A new secret for an invitation's link: 192 random bits. */
export function newInvitationSecret(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * What is kept of a random secret. One SHA-256 is enough: there is nothing to guess in 192 bits or
 * more, and a slow hash would cost every API call.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
