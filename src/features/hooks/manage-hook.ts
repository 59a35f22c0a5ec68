import type { Hook } from '../../contracts/hooks.ts';
import type { Tx } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { newHookSecrets, openHookSecret } from './hook-secrets.ts';
import {
  automationExists,
  findHook,
  type HookRow,
  insertHook,
  replaceHook,
} from './hooks.store.ts';

type Key = { workspaceId: string; automationId: string };
type Deps = { secrets: SecretBox; publicUrl: string };

/**
 * The hook of an automation, made when it is first asked for.
 * @throws Problem 404 without the automation, 409 when the hook cannot be opened
 */
export async function openHook(tx: Tx, deps: Deps, key: Key): Promise<Hook> {
  const known = await findHook(tx, key.automationId);
  if (known) return present(deps, known);
  if (!(await automationExists(tx, key.automationId))) throw notFound('automation');
  await insertHook(tx, key, newHookSecrets(deps.secrets, key));
  const made = await findHook(tx, key.automationId);
  if (!made) throw new Error('a hook was made and is not there');
  return present(deps, made);
}

/**
 * Gives the hook a new address and secret. The old address answers for another second.
 * @throws Problem 404 without the automation
 */
export async function rotateHook(tx: Tx, deps: Deps, key: Key): Promise<Hook> {
  if (!(await automationExists(tx, key.automationId))) throw notFound('automation');
  return present(deps, await replaceHook(tx, key, newHookSecrets(deps.secrets, key)));
}

function present({ secrets, publicUrl }: Deps, row: HookRow): Hook {
  const token = openHookSecret(secrets, row, 'token', row.token);
  const secret = openHookSecret(secrets, row, 'secret', row.secret);
  if (token === null || secret === null) {
    throw new Problem('conflict', 'It was sealed with another key of this server: rotate it.');
  }
  return {
    url: new URL(`/api/v1/hooks/${token}`, publicUrl).href,
    secret,
    lastCallAt: row.lastCallAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
