import { setTimeout as sleep } from 'node:timers/promises';
import type { AppSubscription, MetaWorld } from '../world.ts';
import type { WebhookEvent } from './events.ts';
import type { WebhookPost } from './posts.ts';
import { postsFor } from './posts.ts';
import { hubSignature } from './signed-body.ts';

export type WebhookLogEntry = {
  at: string;
  object: 'page' | 'instagram';
  kinds: readonly string[];
  body: string;
  attempts: number;
  /** Last HTTP status; null when the subscriber could not be reached in time. */
  status: number | null;
  outcome: 'delivered' | 'dropped';
  hadWrongSignature: boolean;
};

export type Outbox = {
  send(event: WebhookEvent): void;
  /** Resolves when nothing is waiting. */
  settle(): Promise<void>;
  log: WebhookLogEntry[];
  close(): Promise<void>;
};

const logLength = 1_000;
const unsubscribeAfterMs = 3_600_000;

/** Sends events to the subscriber: windowed, signed, retried a few times, then dropped. */
export function createOutbox(world: MetaWorld): Outbox {
  const log: WebhookLogEntry[] = [];
  const failingSince = new Map<string, number>();
  const closing = new AbortController();
  let waiting: WebhookEvent[] = [];
  let work: Promise<void> = Promise.resolve();
  let windowEnd: Promise<void> | null = null;

  async function flushAfterWindow(): Promise<void> {
    await sleep(world.knobs.webhooks.windowMs, undefined, { ref: false });
    windowEnd = null;
    const events = waiting;
    waiting = [];
    const posts = postsFor(events, world.knobs, world.random, world.clock());
    work = work.then(async () => {
      for (const post of posts) await sendWithDuplicates(post);
    });
  }

  async function sendWithDuplicates(post: WebhookPost): Promise<void> {
    const copies = 1 + world.knobs.webhooks.duplicates;
    for (let copy = 0; copy < copies; copy += 1) {
      const subscription = world.appSubscriptions.get(post.object);
      if (!subscription || closing.signal.aborted) return;
      const entry = await deliver(world, subscription, post, closing.signal);
      log.push(entry);
      if (log.length > logLength) log.shift();
      noteHealth(world, failingSince, post.pageIds, entry.outcome === 'delivered');
    }
  }

  return {
    send(event) {
      if (closing.signal.aborted || !isSubscribed(world, event)) return;
      waiting.push(event);
      windowEnd ??= flushAfterWindow();
    },
    async settle() {
      let seen: Promise<void> | null = null;
      while (windowEnd !== null || seen !== work) {
        if (windowEnd !== null) await windowEnd;
        seen = work;
        await seen;
      }
    },
    log,
    async close() {
      closing.abort();
      waiting = [];
      await work;
    },
  };
}

/** Both must want the field: the app for its object and, on Messenger, the Page. */
function isSubscribed(world: MetaWorld, event: WebhookEvent): boolean {
  const field = world.knobs.webhooks.standby ? 'standby' : event.field;
  const ofPage = world.pageSubscriptions.get(event.pageId);
  if (!ofPage || !world.appSubscriptions.get(event.object)?.fields.includes(field)) return false;
  return event.object === 'instagram' || ofPage.includes(field);
}

async function deliver(
  world: MetaWorld,
  subscription: AppSubscription,
  post: WebhookPost,
  closing: AbortSignal,
): Promise<WebhookLogEntry> {
  const { webhooks } = world.knobs;
  const hadWrongSignature = webhooks.wrongSignatures > 0;
  if (hadWrongSignature) webhooks.wrongSignatures -= 1;
  const secret = hadWrongSignature ? `${world.app.secret}-wrong` : world.app.secret;
  const signature = hubSignature(secret, post.body);
  let attempts = 0;
  let status: number | null = null;
  while (attempts < webhooks.attempts && !closing.aborted) {
    if (attempts > 0) await sleep(webhooks.retryMs);
    attempts += 1;
    const signal = AbortSignal.any([closing, AbortSignal.timeout(webhooks.timeoutMs)]);
    status = await postOnce(subscription.callbackUrl, post.body, signature, signal);
    if (status === 200) break;
  }
  return {
    at: world.clock().toISOString(),
    object: post.object,
    kinds: post.kinds,
    body: post.body,
    attempts,
    status,
    outcome: status === 200 ? 'delivered' : 'dropped',
    hadWrongSignature,
  };
}

async function postOnce(
  url: string,
  body: string,
  signature: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      signal,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

/** After an hour of failures Meta unsubscribes the Page. */
function noteHealth(
  world: MetaWorld,
  failingSince: Map<string, number>,
  pageIds: readonly string[],
  isDelivered: boolean,
): void {
  const now = world.clock().getTime();
  for (const pageId of pageIds) {
    if (isDelivered) {
      failingSince.delete(pageId);
      continue;
    }
    const since = failingSince.get(pageId) ?? now;
    failingSince.set(pageId, since);
    if (now - since >= unsubscribeAfterMs) world.pageSubscriptions.delete(pageId);
  }
}
