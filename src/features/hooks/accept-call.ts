import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { type HookAccepted, HookParams } from '../../contracts/hooks.ts';
import type { Database } from '../../platform/database/database.ts';
import { invalidField, Problem } from '../../platform/http/problem.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { storableJson } from '../ingest/index.ts';
import { readBody } from './hook-body.rules.ts';
import { callIdOf, hashToken } from './hook-ids.rules.ts';
import { mapContact } from './hook-map.rules.ts';
import { openHookSecret } from './hook-secrets.ts';
import type { HookTarget } from './hook-targets.store.ts';
import { createHookTargets } from './hook-targets.ts';
import { createCallStore } from './store-calls.ts';

export type HookPost = { token: string; headers: IncomingHttpHeaders; rawBody: Buffer };

const mostKeyLength = 255;

/**
 * Takes what is posted to hooks. Resolves when it is stored.
 * @throws Problem 401 signature, 404 token, 409 automation not active or not listening, 422 body
 * or key
 */
export function createHookDoor(deps: {
  database: Database;
  secrets: SecretBox;
}): (post: HookPost) => Promise<HookAccepted> {
  const findTarget = createHookTargets(deps.database);
  const storeCall = createCallStore(deps.database);

  return async ({ token, headers, rawBody }) => {
    const target = await findTarget(hashToken(token));
    if (target === null) throw new Problem('not_found', 'There is no webhook at this address.');
    refuseUnlessActive(target.status);
    if (!target.isHeard) {
      const words = 'Its automation does not start from a webhook; nothing was stored.';
      throw new Problem('conflict', words);
    }
    const params = HookParams.safeParse(target.params ?? {});
    if (!params.success) throw new Problem('conflict', 'Its trigger is not set up: publish again.');
    const { requireSignature, map } = params.data;
    checkSignature(deps.secrets, target, { headers, rawBody, requireSignature });
    const body = readBody(headers['content-type'], rawBody);
    if (!body.ok) throw invalidField('body', body.problem);
    const key = keyOf(headers);
    const { workspaceId, automationId } = target;
    const stored = await storeCall({
      workspaceId,
      automationId,
      id: key === null ? null : callIdOf(automationId, key),
      contact: mapContact(body.value, map),
      body: storableJson(body.value),
    });
    refuseUnlessActive(stored.status);
    return { id: stored.id };
  };
}

function refuseUnlessActive(status: string): void {
  if (status === 'active') return;
  if (status === 'deleted') throw new Problem('not_found', 'There is no webhook at this address.');
  const why = status === 'paused' ? 'is paused' : 'was not activated yet';
  throw new Problem('conflict', `The automation of this webhook ${why}; nothing was stored.`);
}

/** One that is sent must be right, whether it is required or not. */
function checkSignature(
  secrets: SecretBox,
  target: HookTarget,
  post: { headers: IncomingHttpHeaders; rawBody: Buffer; requireSignature: boolean },
): void {
  const { headers, rawBody, requireSignature } = post;
  if (headers['webhook-signature'] === undefined) {
    if (!requireSignature) return;
    throw new Problem('not_signed_in', 'This webhook must be signed (Standard Webhooks).');
  }
  const secret = openHookSecret(secrets, target, 'secret', target.secret);
  if (secret === null || !isSigned(secret, headers, rawBody)) {
    throw new Problem('not_signed_in', 'The signature does not fit body, time and secret.');
  }
}

function isSigned(secret: string, headers: IncomingHttpHeaders, rawBody: Buffer): boolean {
  const single = (name: string): string => String(headers[name] ?? '');
  try {
    new Webhook(secret).verify(
      rawBody,
      {
        'webhook-id': single('webhook-id'),
        'webhook-timestamp': single('webhook-timestamp'),
        'webhook-signature': single('webhook-signature'),
      },
      { jsonParse: false },
    );
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** What the sender calls this call, so that one sent twice is taken once. */
function keyOf(headers: IncomingHttpHeaders): string | null {
  const name = headers['webhook-id'] === undefined ? 'idempotency-key' : 'webhook-id';
  const key = String(headers[name] ?? '');
  if (key.length > mostKeyLength) {
    throw invalidField(`headers.${name}`, `is longer than ${mostKeyLength} characters`);
  }
  return key === '' ? null : key;
}
