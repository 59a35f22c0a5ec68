import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { createGraphClient, type GraphClient } from '../../src/channels/meta/index.ts';
import {
  connectPages,
  connectRoutes,
  legacyPageRoutes,
  pageRoutes,
  sandboxRoutes,
} from '../../src/features/pages/index.ts';
import { handleSyncs, sweepSyncs, syncRoutes } from '../../src/features/sync/index.ts';
import { handleInbox, sweepInbox, webhookRoutes } from '../../src/features/webhooks/index.ts';
import type { ApiServer } from '../../src/platform/http/server.ts';
import type { Logger } from '../../src/platform/logging/logger.ts';
import { createOutgoing } from '../../src/platform/outgoing/index.ts';
import { createQueue, type Queue } from '../../src/platform/queue/index.ts';
import { createSecretBox, type SecretBox } from '../../src/platform/secrets/index.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { addTestMember, openTestApi, type TestMember } from './test-api.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** Everything of the main job up to stored messages, on a database and a sandbox of its own. */
export type World = {
  db: TestDatabase;
  sandbox: Sandbox;
  app: ApiServer;
  queue: Queue;
  graph: GraphClient;
  secrets: SecretBox;
  /** Where the API listens. */
  url: string;
  /** Everything that was logged. */
  logged(): string;
  /** A member of a new workspace. */
  member(name?: string): Promise<TestMember>;
  /** Connects a Page of the sandbox (the main one) without the dialog; our id of it. */
  connect(member: TestMember, externalId?: string): Promise<string>;
  /** Lets Meta's webhooks come to the API. */
  subscribe(): Promise<void>;
  close(): Promise<void>;
};

export type WorldOptions = {
  sandbox?: SandboxOptions;
  /** Calls a second and account; 2 as at Meta makes tests slow. */
  callsPerSecond?: number;
  masterKey?: Buffer;
  /** False: another process does the work. */
  works?: boolean;
};

export const publicUrl = 'http://localhost:3000';
const verifyToken = 'a-verify-token';
const sweepEveryMs = 200;

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { callsPerSecond = 200, masterKey = randomBytes(32), works = true } = options;
  const db = await openTestDatabase();
  const sandbox = await startSandbox(options.sandbox);
  sandbox.meta.setKnobs({ rateLimit: { perSecond: 0 } });
  const log = recordingLogger();
  const secrets = createSecretBox(masterKey);
  const outgoing = createOutgoing({ allowOrigins: [sandbox.url] });
  const { id: appId, secret: appSecret } = sandbox.meta.app;
  const baseUrl = sandbox.meta.graphUrl;
  const graph = createGraphClient({ outgoing, baseUrl, appId, appSecret, callsPerSecond });
  const queue = await createQueue({
    backend: { kind: 'postgres', url: db.urls.engine, schema: 'queue' },
    log: log.logger,
  });
  const shared = { database: db, queue, secrets, graph, log: log.logger };
  const metaApp = { appId, dialogUrl: baseUrl, version: 'v23.0', verifyToken };
  const pageDeps = { ...shared, metaApp, sandbox, isSandboxApp: true, publicUrl };
  const app = await openTestApi(
    connectRoutes(pageDeps),
    pageRoutes(pageDeps),
    legacyPageRoutes(pageDeps),
    sandboxRoutes(pageDeps),
    syncRoutes(shared),
    webhookRoutes({ database: db, queue, appSecret, verifyToken }),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  if (works) {
    handleSyncs(queue, {
      ...shared,
      onStored: () => undefined,
      prepare: async () => undefined,
    });
    handleInbox(queue, { ...shared, onStored: () => undefined });
    await queue.start();
  }
  const sweeper = works ? sweepOften(db, queue) : null;
  return {
    db,
    sandbox,
    app,
    queue,
    graph,
    secrets,
    url,
    logged: log.text,
    member: (name = 'Ada') => addTestMember(db, app, { name, role: 'admin' }),
    async connect(member, externalId = sandbox.meta.pages()[0]?.id ?? '') {
      const page = sandbox.meta.pages().find(({ id }) => id === externalId);
      if (!page) throw new Error(`the sandbox has no Page ${externalId}`);
      const [pageId = ''] = await connectPages(shared, {
        workspaceId: member.workspaceId,
        actor: member.actor,
        accounts: [{ ...page, token: sandbox.meta.pageToken(page.id) }],
        scopes: ['pages_messaging'],
      });
      return pageId;
    },
    subscribe: () =>
      sandbox.meta.subscribeWebhooks({
        callbackUrl: `${url}/api/webhooks/facebook`,
        verifyToken,
      }),
    async close() {
      await sweeper?.();
      await app.close();
      await queue.close(2_000);
      await outgoing.close();
      await sandbox.close();
      await db.close();
    },
  };
}

/** As the worker role does, more often. */
function sweepOften(db: TestDatabase, queue: Queue): () => Promise<void> {
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      await sweepSyncs(db, queue);
      await sweepInbox(db, queue);
      await sleep(sweepEveryMs);
    }
  })();
  return async () => {
    stopped = true;
    await running;
  };
}

function recordingLogger(): { logger: Logger; text(): string } {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  return { logger, text: () => lines.join('') };
}

/** Asks until the answer is not undefined. @throws Error after `ms` */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  ms = 12_000,
): Promise<T> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await sleep(30)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`waited ${ms} ms in vain: ${what}`);
}
