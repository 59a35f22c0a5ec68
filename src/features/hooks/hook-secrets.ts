import { randomBytes } from 'node:crypto';
import { type SecretBox, SecretError } from '../../platform/secrets/index.ts';
import { hashToken } from './hook-ids.rules.ts';

type Of = { workspaceId: string; automationId: string };

/** A new token (the address) and secret (the signature) of an automation's hook, as columns. */
export function newHookSecrets(
  secrets: SecretBox,
  of: Of,
): { tokenHash: string; token: string; secret: string } {
  const token = randomBytes(24).toString('base64url');
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return {
    tokenHash: hashToken(token),
    token: secrets.seal(token, placeOf(of, 'token')),
    secret: secrets.seal(secret, placeOf(of, 'secret')),
  };
}

/** Null when it cannot be opened, as after a change of the master key. */
export function openHookSecret(
  secrets: SecretBox,
  of: Of,
  what: 'token' | 'secret',
  sealed: string,
): string | null {
  try {
    return secrets.open(sealed, placeOf(of, what));
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}

function placeOf({ workspaceId, automationId }: Of, what: 'token' | 'secret') {
  return { workspaceId, table: 'automation_hooks', rowId: `${automationId}/${what}` };
}
