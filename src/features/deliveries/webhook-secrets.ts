import { randomBytes } from 'node:crypto';
import type { Tx } from '../../platform/database/database.ts';
import { type SecretBox, SecretError } from '../../platform/secrets/index.ts';
import { keepSecrets, replaceSecret } from './webhook-secrets.store.ts';

export type OpenedSecret = { secret: string; createdAt: Date };

/**
 * The signing secrets (whsec_…) of workspaces by id; made for those that have none yet. One that
 * cannot be opened, as after a change of the master key, is left out.
 */
export async function openSecrets(
  tx: Tx,
  secrets: SecretBox,
  workspaceIds: readonly string[],
): Promise<Map<string, OpenedSecret>> {
  const fresh = [...new Set(workspaceIds)].map((id) => newSecret(secrets, id));
  let kept = await keepSecrets(tx, fresh);
  // Another process made one between the two looks of that statement.
  if (kept.length < fresh.length) kept = await keepSecrets(tx, fresh);
  return new Map(
    kept.flatMap(({ workspaceId, secret, createdAt }) => {
      const opened = tryOpen(secrets, workspaceId, secret);
      return opened === null ? [] : [[workspaceId, { secret: opened, createdAt }]];
    }),
  );
}

function tryOpen(secrets: SecretBox, workspaceId: string, sealed: string): string | null {
  try {
    return secrets.open(sealed, placeOf(workspaceId));
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}

/** Replaces the secret; webhooks are signed with the new one from now on. */
export async function rotateSecret(
  tx: Tx,
  secrets: SecretBox,
  workspaceId: string,
): Promise<OpenedSecret> {
  const fresh = newSecret(secrets, workspaceId);
  const { createdAt } = await replaceSecret(tx, fresh);
  return { secret: secrets.open(fresh.secret, placeOf(workspaceId)), createdAt };
}

function newSecret(secrets: SecretBox, workspaceId: string) {
  const plain = `whsec_${randomBytes(32).toString('base64')}`;
  return { workspaceId, secret: secrets.seal(plain, placeOf(workspaceId)) };
}

function placeOf(workspaceId: string) {
  return { workspaceId, table: 'webhook_secrets', rowId: workspaceId };
}
