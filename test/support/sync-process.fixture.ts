// A worker process that does nothing but syncs, to be killed at any moment.
import { setTimeout as sleep } from 'node:timers/promises';
import { createGraphClient } from '../../src/channels/meta/index.ts';
import { handleSyncs, sweepSyncs } from '../../src/features/sync/index.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { silentLogger as log } from '../../src/platform/logging/logger.ts';
import { createOutgoing } from '../../src/platform/outgoing/index.ts';
import { createQueue } from '../../src/platform/queue/index.ts';
import { createSecretBox } from '../../src/platform/secrets/index.ts';

const given = (name: string): string => process.env[name] ?? '';
const baseUrl = given('GRAPH_URL');
const database = await openDatabase({
  ownerUrl: given('OWNER_URL'),
  password: () => 'test',
  log,
  poolSize: { app: 1, engine: 4 },
});
const graph = createGraphClient({
  outgoing: createOutgoing({ allowOrigins: [new URL(baseUrl).origin] }),
  baseUrl,
  appId: given('APP_ID'),
  appSecret: given('APP_SECRET'),
  callsPerSecond: 200,
});
// A killed process's work is free again after this long, not after the usual 30 s.
const lockMs = 1_000;
const queue = await createQueue({
  backend: { kind: 'postgres', url: database.urls.engine, schema: 'queue' },
  log,
  lockMs,
});
handleSyncs(queue, {
  database,
  graph,
  secrets: createSecretBox(Buffer.from(given('MASTER_KEY'), 'hex')),
  log,
  onStored: () => undefined,
  prepare: async () => undefined,
});
await queue.start();
for (;;) {
  await sweepSyncs(database, queue);
  await sleep(100);
}
