import { WebhookPayload } from '../../contracts/deliveries.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { Outgoing } from '../../platform/outgoing/index.ts';
import { keepBusy } from '../../platform/queue/index.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { judge, mostTries } from './delivery-retry.rules.ts';
import {
  type AttemptEnd,
  type ClaimedDelivery,
  claimDeliveries,
  endAttempt,
} from './due-deliveries.store.ts';
import { type HostGate, mostPerHost } from './host-gate.ts';
import { refused, sendWebhook } from './send-webhook.ts';
import { wakeRun } from './waking.store.ts';
import { openSecrets } from './webhook-secrets.ts';

export type SendDeps = {
  database: Database;
  outgoing: Outgoing;
  secrets: SecretBox;
  log: Logger;
  /** Called at named moments of a send: tests kill senders there. */
  failpoint?: (moment: 'before-send' | 'after-send' | 'after-record') => void;
};

type Claim = ClaimedDelivery & { secret: string | null };

const actor = 'system';
/** Sends under way at once in this process. */
const mostAtOnce = 32;

/**
 * Sends webhooks until none is due. No transaction is open while one is on its way; a slow receiver
 * holds up nobody else.
 */
export async function sendDueDeliveries(
  deps: SendDeps,
  gate: HostGate,
  signal: AbortSignal,
): Promise<void> {
  await keepBusy({
    doorbell: deps.database.doorbell,
    signal,
    atOnce: mostAtOnce,
    claim: (limit) => claim(deps, gate, limit),
    carryOut: (held) => sendOne(deps, gate, held, signal),
  });
}

/** Short: the hold is taken here, and nothing is sent. */
async function claim(deps: SendDeps, gate: HostGate, limit: number): Promise<Claim[]> {
  const { database, secrets } = deps;
  const room = gate.room(Date.now());
  const claims = await database.asEngine(
    actor,
    async (tx) => {
      const claimed = await claimDeliveries(tx, limit, { perHost: mostPerHost, room });
      if (claimed.length === 0) return [];
      const workspaceIds = claimed.map(({ workspaceId }) => workspaceId);
      const opened = await openSecrets(tx, secrets, workspaceIds);
      return claimed.map((one) => ({
        ...one,
        secret: opened.get(one.workspaceId)?.secret ?? null,
      }));
    },
    { quiet: true },
  );
  // A look that finds nothing must not ring: rings are what makes us look.
  if (claims.length > 0) database.doorbell.ring();
  for (const { host } of claims) gate.enter(host);
  return claims;
}

/** Never throws: what was not noted is sent again when the hold ends, under the same id. */
async function sendOne(
  deps: SendDeps,
  gate: HostGate,
  held: Claim,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = new Date();
  deps.failpoint?.('before-send');
  const retry = WebhookPayload.shape.retry.safeParse(retryOf(held.payload)).data ?? 'full';
  // Every try ended with its process: one more would end this one.
  const sent =
    held.tries > mostTries(retry)
      ? refused('interrupted', 'The server stopped at every try to send it.')
      : await sendWebhook(deps.outgoing, held, signal);
  deps.failpoint?.('after-send');
  const verdict = judge(sent.outcome, held.tries, retry, Math.random());
  gate.leave(held.host, verdict.kind !== 'retry', Date.now());
  const end: AttemptEnd = {
    status: verdict.kind === 'retry' ? 'queued' : verdict.kind,
    afterMs: verdict.kind === 'retry' ? verdict.afterMs : null,
    startedAt,
    statusCode: sent.answer?.status ?? null,
    answer: sent.answer,
    text: sent.text,
    errorCode: verdict.kind === 'delivered' ? null : verdict.code,
    error: verdict.kind === 'delivered' ? null : verdict.message,
  };
  try {
    await deps.database.asEngine(actor, async (tx) => {
      const isOurs = await endAttempt(tx, held, end);
      if (isOurs && end.status !== 'queued') await wakeRun(tx, held);
    });
    deps.failpoint?.('after-record');
  } catch (error) {
    deps.log.warn({ deliveryId: held.id, error: String(error) }, 'a delivery was not noted');
  }
}

function retryOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'retry' in payload
    ? payload.retry
    : undefined;
}
