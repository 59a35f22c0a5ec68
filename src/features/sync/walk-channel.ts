import type { GraphClient } from '../../channels/meta/index.ts';
import {
  firstPageSize,
  GraphError,
  getConversation,
  listConversations,
} from '../../channels/meta/index.ts';
import type { Database } from '../../platform/database/database.ts';
import { bringIn, type SyncTarget } from './bring-in.ts';
import { fetchWithPatience, type Patience } from './fetch-with-patience.ts';
import { newestOf, newSince, noProgress, type PlatformProgress } from './sync.rules.ts';
import { moveMark } from './sync-account.store.ts';
import { conversationAdvice, graphCode } from './sync-end.rules.ts';
import { type ConversationFailure, openFailures } from './sync-errors.store.ts';

export type WalkDeps = {
  database: Database;
  graph: GraphClient;
  token: string;
  patience: Patience;
  /** Called after each page that is stored, so that reading can begin. */
  onStored: () => void;
};

/** Walks one channel newest to oldest, from where the sync stopped before. */
export async function walkChannel(
  deps: WalkDeps,
  target: SyncTarget,
  from: PlatformProgress | undefined,
  isIncremental: boolean,
): Promise<void> {
  const { account, channel, hold } = target;
  const mark = isIncremental ? channel.syncedUntil : null;
  let progress = from ?? noProgress;
  let pageSize = firstPageSize;
  while (!progress.done) {
    const { after } = progress;
    const page = await fetchWithPatience(
      () =>
        listConversations({
          client: deps.graph,
          accountId: account.externalId,
          platform: channel.platform,
          token: deps.token,
          signal: deps.patience.signal,
          after,
          pageSize,
        }),
      deps.patience,
    );
    pageSize = page.pageSize;
    const { fresh, reachedKnown } = newSince(page.conversations, mark);
    progress = {
      after: page.after,
      done: page.after === null || reachedKnown,
      newest: newestOf(page.conversations, progress.newest),
    };
    const failures = page.unreadable.map(({ id, problem }) => ({
      platform: channel.platform,
      externalId: id ?? 'unknown',
      code: 'unreadable',
      message: `Facebook's answer has a form we do not know: ${problem}`,
    }));
    await bringIn(deps.database, target, { conversations: fresh, failures, progress });
    deps.onStored();
  }
  await deps.database.asEngine(`sync:${hold.syncId}`, (tx) =>
    moveMark(tx, account, channel.id, progress.newest),
  );
}

/** Reads again only the conversations that failed before and have not come in since. */
export async function retryFailed(deps: WalkDeps, targets: readonly SyncTarget[]): Promise<void> {
  for (const target of targets) {
    const { account, channel } = target;
    const open = await deps.database.asEngine(`sync:${target.hold.syncId}`, (tx) =>
      openFailures(tx, account),
    );
    for (const { platform, externalId } of open) {
      if (platform !== channel.platform) continue;
      await retryOne(deps, target, externalId);
      deps.onStored();
    }
  }
}

async function retryOne(deps: WalkDeps, target: SyncTarget, externalId: string): Promise<void> {
  const { account, channel } = target;
  const work = { conversations: [], failures: [] as ConversationFailure[], progress: null };
  try {
    const conversation = await fetchWithPatience(
      () =>
        getConversation({
          client: deps.graph,
          accountId: account.externalId,
          platform: channel.platform,
          token: deps.token,
          signal: deps.patience.signal,
          conversationId: externalId,
        }),
      deps.patience,
    );
    await bringIn(deps.database, target, { ...work, conversations: [conversation] });
  } catch (error) {
    // A dead token or a wrong app concerns all of them; anything else concerns this one.
    if (!(error instanceof GraphError) || ['reconnect', 'config'].includes(error.kind)) throw error;
    const failure = {
      platform: channel.platform,
      externalId,
      code: graphCode(error),
      message: conversationAdvice(error),
    };
    await bringIn(deps.database, target, { ...work, failures: [failure] });
  }
}
