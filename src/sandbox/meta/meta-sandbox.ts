import { generateDialogues } from '../dialogues/generate-dialogues.ts';
import type { GraphConversation } from '../dialogues/graph-conversation.ts';
import type { Random } from '../random.ts';
import { type Acting, createActing } from './acting.ts';
import { defaultApp, defaultUser, type SandboxApp, type SandboxUser } from './app.ts';
import { type CallRecord, createCallLog } from './call-log.ts';
import type { GraphContext } from './graph-routes.ts';
import { MetaKnobs, type MetaKnobsPatch, patchedKnobs } from './knobs.ts';
import { createLimits } from './limits.ts';
import { type LoadOptions, loadDialogues } from './load-dialogues.ts';
import { issueCode } from './oauth-dialog.ts';
import {
  type ConversationGlance,
  conversationGlances,
  stateReport,
  type WhichInbox,
} from './reports.ts';
import {
  allScopes,
  createTokenStore,
  issueUserToken,
  pageTokenFor,
  revokeTokens,
} from './tokens.ts';
import { verifyCallback } from './webhooks/handshake.ts';
import { createOutbox, type WebhookLogEntry } from './webhooks/outbox.ts';
import type { MetaWorld, SandboxPage } from './world.ts';
import { defaultPages, generatedPage } from './world.ts';

const pageFields = [
  'messages',
  'message_echoes',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'message_edits',
  'messaging_postbacks',
  'messaging_seen',
  'standby',
] as const;

type WebhookTarget = {
  callbackUrl: string;
  verifyToken: string;
  pageIds?: readonly string[] | undefined;
};
type Grant = {
  redirectUri: string;
  scopes?: readonly string[] | undefined;
  pageIds?: readonly string[] | undefined;
};
type GenerateOptions = LoadOptions & { seed?: number | undefined };

/** The Meta stand-in as tests and the control API use it. */
export type MetaSandbox = Acting & {
  readonly graphUrl: string;
  readonly dialogUrl: string;
  readonly app: SandboxApp;
  readonly user: SandboxUser;
  pages(): SandboxPage[];
  /** A long-lived user token; a new one when the last was revoked. */
  userToken(): string;
  /** The token that `/me/accounts` gives for a Page, the main one when no id is given. */
  pageToken(pageId?: string): string;
  authorize(grant: Grant): string;
  revokeTokens(which?: { pageId?: string | undefined; subcode?: number | undefined }): number;
  knobs(): MetaKnobs;
  setKnobs(patch: MetaKnobsPatch): MetaKnobs;
  resetKnobs(): MetaKnobs;
  addPages(count: number): SandboxPage[];
  loadDialogues(dialogues: readonly GraphConversation[], options?: LoadOptions): string[];
  generate(count: number, options?: GenerateOptions): string[];
  /** The newest conversations of a Page (the main one), for choosing who writes. */
  conversations(which?: WhichInbox): ConversationGlance[];
  subscribeWebhooks(target: WebhookTarget): Promise<void>;
  settle(): Promise<void>;
  webhookLog(): readonly WebhookLogEntry[];
  clearWebhookLog(): void;
  calls(): readonly CallRecord[];
  clearCalls(): void;
  state(): ReturnType<typeof stateReport>;
};

export type MetaParts = { sandbox: MetaSandbox; context: GraphContext };

/** A new world with the default app, user and Pages, and an empty inbox. */
export function createMetaSandbox(options: { clock: () => Date; random: Random }): MetaParts {
  const world: MetaWorld = {
    url: '',
    ...options,
    knobs: MetaKnobs.parse({}),
    app: defaultApp,
    user: defaultUser,
    pages: new Map(defaultPages.map((page) => [page.id, page])),
    tokens: createTokenStore(options.clock()),
    inboxes: new Map(),
    conversations: new Map(),
    messageHomes: new Map(),
    appSubscriptions: new Map(),
    pageSubscriptions: new Map(),
  };
  const outbox = createOutbox(world);
  const log = createCallLog();
  const context = { world, outbox, log, limits: createLimits(), faultCounts: new Map() };
  return { context, sandbox: createMethods(context) };
}

function createMethods(context: GraphContext): MetaSandbox {
  const { world, outbox, log } = context;
  let pagesMade = 0;
  let generations = 0;
  return {
    ...createActing(world, outbox),
    get graphUrl() {
      return `${world.url}/graph`;
    },
    get dialogUrl() {
      return `${world.url}/graph/v23.0/dialog/oauth`;
    },
    app: world.app,
    user: world.user,
    pages: () => [...world.pages.values()],
    userToken: () => liveUserToken(world).value,
    pageToken: (pageId = defaultPages[0]?.id ?? '') =>
      pageTokenFor(world.tokens, world.clock(), liveUserToken(world), pageId).value,
    authorize: ({ redirectUri, scopes = allScopes, pageIds = null }) =>
      issueCode(world, { redirectUri, scopes, pageIds }),
    revokeTokens: ({ pageId, subcode = 463 } = {}) => revokeTokens(world.tokens, subcode, pageId),
    knobs: () => structuredClone(world.knobs),
    setKnobs(patch) {
      world.knobs = patchedKnobs(world.knobs, patch);
      return structuredClone(world.knobs);
    },
    resetKnobs() {
      world.knobs = MetaKnobs.parse({});
      context.limits.buckets.clear();
      context.limits.hours.clear();
      return structuredClone(world.knobs);
    },
    addPages(count) {
      const added = Array.from({ length: count }, () => generatedPage(++pagesMade));
      for (const page of added) world.pages.set(page.id, page);
      return added;
    },
    loadDialogues: (dialogues, loading) => loadDialogues(world, dialogues, loading),
    generate(count, options = {}) {
      const { seed = ++generations, ...loading } = options;
      return loadDialogues(world, generateDialogues(count, seed, world.clock()), loading);
    },
    conversations: (which) => conversationGlances(world, which),
    subscribeWebhooks: (target) => subscribe(world, target),
    settle: () => outbox.settle(),
    webhookLog: () => [...outbox.log],
    clearWebhookLog: () => void outbox.log.splice(0),
    calls: () => [...log.records],
    clearCalls: () => void log.records.splice(0),
    state: () => stateReport(context),
  };
}

function liveUserToken(world: MetaWorld) {
  const now = world.clock().getTime();
  const live = [...world.tokens.records.values()].find(
    ({ kind, pageIds, revokedWith, expiresAt }) =>
      kind === 'user' && pageIds === null && revokedWith === null && (expiresAt ?? now) > now,
  );
  return (
    live ??
    issueUserToken(world.tokens, world.clock(), { scopes: allScopes, pageIds: null, isLong: true })
  );
}

async function subscribe(world: MetaWorld, target: WebhookTarget): Promise<void> {
  const { callbackUrl, verifyToken } = target;
  const problem = await verifyCallback(callbackUrl, verifyToken);
  if (problem !== null) throw new Error(`callbackUrl: verification failed, ${problem}`);
  for (const object of ['page', 'instagram'] as const) {
    world.appSubscriptions.set(object, { object, callbackUrl, verifyToken, fields: pageFields });
  }
  for (const pageId of target.pageIds ?? world.pages.keys()) {
    world.pageSubscriptions.set(pageId, pageFields);
  }
}
