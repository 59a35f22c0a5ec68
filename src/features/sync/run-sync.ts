import { type GraphClient, GraphError } from '../../channels/meta/index.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import { SyncCancelled, type SyncTarget } from './bring-in.ts';
import { LongWait } from './fetch-with-patience.ts';
import {
  type ClaimedSync,
  claimSync,
  endSync,
  releaseSync,
  renewLease,
  type SyncEnd,
  type SyncHold,
  setWaiting,
} from './sync.store.ts';
import {
  loadAccount,
  markNeedsReconnect,
  planNextSync,
  type SyncAccount,
} from './sync-account.store.ts';
import { failureOf, notConnected } from './sync-end.rules.ts';
import { retryFailed, type WalkDeps, walkChannel } from './walk-channel.ts';

export type SyncDeps = {
  database: Database;
  graph: GraphClient;
  secrets: SecretBox;
  log: Logger;
  /** Called after each page that is stored, so that reading can begin. */
  onStored: () => void;
  /** Brings a pipeline's ranges in order before contacts are placed in it. */
  prepare: (account: { workspaceId: string; pipelineId: string | null }) => Promise<void>;
};

export type SyncKey = { workspaceId: string; syncId: string };

/** The Page was connected again while the sync ran: it is taken up with the new token. */
class TokenReplaced extends Error {}

/** The hold is renewed far more often than it runs out, and a cancel is seen this soon. */
const heartbeatMs = 1_000;

/**
 * Works on one sync until it ends. Returns at once when another worker has it. When `shutdown`
 * aborts, the sync stays open and the next worker goes on from the last stored page.
 */
export async function runSync(deps: SyncDeps, key: SyncKey, shutdown: AbortSignal): Promise<void> {
  const actor = `sync:${key.syncId}`;
  const claimed = await deps.database.asEngine(actor, (tx) => claimSync(tx, key));
  if (!claimed) return;
  const hold = { ...key, attempt: claimed.attempt };
  const cancel = new AbortController();
  const heart = setInterval(() => {
    deps.database
      .asEngine(actor, (tx) => renewLease(tx, hold))
      .then(({ cancelRequested }) => cancelRequested && cancel.abort(new SyncCancelled()))
      .catch((error) => deps.log.warn({ error: String(error), ...key }, 'sync hold not renewed'));
  }, heartbeatMs);
  try {
    const signal = AbortSignal.any([shutdown, cancel.signal]);
    await finish(deps, hold, claimed, await work(deps, hold, claimed, signal));
  } catch (error) {
    if (shutdown.aborted || error instanceof TokenReplaced) return await letGo(deps, hold, null);
    if (error instanceof LongWait) return await letGo(deps, hold, error.until);
    const end =
      cancel.signal.aborted || error instanceof SyncCancelled ? cancelled : failureOf(error);
    if (end !== cancelled) logFailure(deps.log, key, error);
    await finish(deps, hold, claimed, end, error);
  } finally {
    clearInterval(heart);
  }
}

const cancelled: SyncEnd = { status: 'CANCELLED' };

async function work(
  deps: SyncDeps,
  hold: SyncHold,
  claimed: ClaimedSync,
  signal: AbortSignal,
): Promise<SyncEnd> {
  const account = await deps.database.asEngine(`sync:${hold.syncId}`, (tx) =>
    loadAccount(tx, hold.workspaceId, claimed.pageId),
  );
  if (!account?.sealedToken) return notConnected;
  await deps.prepare(account);
  const walk: WalkDeps = {
    database: deps.database,
    graph: deps.graph,
    token: openToken(deps.secrets, account, account.sealedToken),
    patience: {
      signal,
      onWait: (until) =>
        deps.database.asEngine(`sync:${hold.syncId}`, (tx) => setWaiting(tx, hold, until)),
    },
    onStored: deps.onStored,
  };
  const targets = account.channels.map((channel) => ({ account, channel, hold }));
  try {
    if (claimed.kind === 'retry') await retryFailed(walk, targets);
    else await walkAll(walk, targets, claimed);
  } catch (error) {
    if (isDeadToken(error) && (await hasNewToken(deps, hold, account))) throw new TokenReplaced();
    throw error;
  }
  return { status: 'COMPLETED' };
}

function isDeadToken(error: unknown): boolean {
  return error instanceof GraphError && error.kind === 'reconnect';
}

async function hasNewToken(deps: SyncDeps, key: SyncKey, used: SyncAccount): Promise<boolean> {
  const now = await deps.database.asEngine(`sync:${key.syncId}`, (tx) =>
    loadAccount(tx, used.workspaceId, used.pageId),
  );
  return Boolean(now?.sealedToken) && now?.sealedToken !== used.sealedToken;
}

/** Both platforms at once: each has a rate limit of its own. The first failure ends both. */
async function walkAll(
  walk: WalkDeps,
  targets: readonly SyncTarget[],
  claimed: ClaimedSync,
): Promise<void> {
  const failed = new AbortController();
  const patience = {
    ...walk.patience,
    signal: AbortSignal.any([walk.patience.signal, failed.signal]),
  };
  const walks = targets.map((target) =>
    walkChannel(
      { ...walk, patience },
      target,
      claimed.progress[target.channel.platform],
      claimed.kind === 'incremental',
    ).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  const results = await Promise.allSettled(walks);
  if (failed.signal.aborted) throw failed.signal.reason;
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** The place a Page's token is sealed for. */
export function tokenPlace(page: { workspaceId: string; pageId: string }) {
  return { workspaceId: page.workspaceId, table: 'page_secrets', rowId: page.pageId };
}

function openToken(secrets: SecretBox, account: SyncAccount, sealed: string): string {
  return secrets.open(sealed, tokenPlace(account));
}

async function finish(
  deps: SyncDeps,
  hold: SyncHold,
  claimed: ClaimedSync,
  end: SyncEnd,
  error?: unknown,
): Promise<void> {
  const page = { workspaceId: hold.workspaceId, pageId: claimed.pageId };
  await deps.database.asEngine(`sync:${hold.syncId}`, async (tx) => {
    if (!(await endSync(tx, hold, end))) return;
    if (end.status === 'FAILED' && isDeadToken(error)) {
      await markNeedsReconnect(tx, page, { code: end.errorCode, message: end.errorMessage });
    }
    await planNextSync(tx, page);
  });
}

/** Lets go of the sync without ending it; it is taken up again at once, or when the wait is over. */
async function letGo(deps: SyncDeps, hold: SyncHold, until: Date | null): Promise<void> {
  await deps.database.asEngine(`sync:${hold.syncId}`, (tx) => releaseSync(tx, hold, until));
}

function logFailure(log: Logger, key: SyncKey, error: unknown): void {
  const facts =
    error instanceof GraphError
      ? { code: error.code, subcode: error.subcode, kind: error.kind, trace: error.fbtraceId }
      : { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  log.warn({ ...key, ...facts }, 'sync failed');
}
