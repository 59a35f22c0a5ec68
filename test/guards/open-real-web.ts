import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createGraphClient } from '../../src/channels/meta/index.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import { createOutgoing } from '../../src/platform/outgoing/index.ts';
import { createQueue } from '../../src/platform/queue/index.ts';
import { createSecretBox } from '../../src/platform/secrets/index.ts';
import type { Runtime } from '../../src/roles/runtime.ts';
import { createWeb } from '../../src/roles/web.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

export type RealWeb = {
  db: TestDatabase;
  url: string;
  /** The document at /api/openapi.json. */
  document: unknown;
  close(): Promise<void>;
};

/**
 * The web role as it runs in production, on a loopback port, with a database and a sandbox of its
 * own. Wired here rather than by `openRuntime`, which would set new passwords for roles that all
 * test files share.
 */
export async function openRealWeb(): Promise<RealWeb> {
  const db = await openTestDatabase();
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    OPEN_SIGN_UP: 'true',
  });
  const backend = { kind: 'postgres', url: db.urls.engine, schema: 'queue' } as const;
  const queue = await createQueue({ backend, log: silentLogger });
  const sandbox = await startSandbox({ dialogues: [] });
  const outgoing = createOutgoing({ allowOrigins: [sandbox.url] });
  const { id: appId, secret: appSecret } = sandbox.meta.app;
  const { graphUrl } = sandbox.meta;
  const version = config.META_GRAPH_VERSION;
  const runtime: Runtime = {
    config,
    log: silentLogger,
    database: db,
    ownerUrl: db.ownerUrl,
    secrets: createSecretBox(randomBytes(32)),
    queue,
    outgoing,
    metaApp: { appId, appSecret, graphUrl, dialogUrl: graphUrl, version, verifyToken: 'verify me' },
    graph: createGraphClient({ outgoing, baseUrl: graphUrl, version, appId, appSecret }),
    model: null,
    sandbox,
    close: async () => undefined,
  };
  const web = await createWeb(runtime);
  await web.listen();
  const { port } = web.app.server.address() as AddressInfo;
  return {
    db,
    url: `http://127.0.0.1:${port}`,
    document: web.app.swagger(),
    async close() {
      await web.close();
      await outgoing.close();
      await sandbox.close();
      await queue.close();
      await db.close();
    },
  };
}
