// Figures for docs/decisions/0004-queue.md: node bench/queue.bench.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';
import { urlAs } from '../src/platform/database/roles.ts';
import { silentLogger } from '../src/platform/logging/logger.ts';
import {
  createQueue,
  type Queue,
  type QueueBackend,
  type WorkKind,
} from '../src/platform/queue/index.ts';
import { startTestRedis } from '../test/support/redis.ts';

const pieces = 5_000;
const idleKinds = 10;
const idleMs = 30_000;

/** A server, and what it says about its load. */
type Measured = {
  backend: QueueBackend;
  connections(): Promise<number>;
  /** Transactions or commands since it started. */
  load(): Promise<number>;
  stop(): Promise<unknown>;
};

const payload = z.object({ id: z.number() });
const kindOf = (name: string, concurrency: number): WorkKind<{ id: number }> => ({
  name,
  payload,
  concurrency,
});

async function postgres(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-measure-'));
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    password: 'measure',
    port: 0,
  });
  const owner = await prepareEmbedded(server.superuserUrl, 'measure', () => 'measure');
  await migrate(owner, () => 'measure');
  const operator = new pg.Client(server.superuserUrl);
  await operator.connect();
  const ask = async (text: string): Promise<number> =>
    Number((await operator.query(text)).rows[0].n);
  return {
    backend: {
      kind: 'postgres',
      url: urlAs(owner, 'switchyard_engine', 'measure'),
      schema: 'queue',
    },
    connections: () =>
      ask(`select count(*) as n from pg_stat_activity where application_name = 'switchyard queue'`),
    load: () => ask(`select xact_commit as n from pg_stat_database where datname = 'measure'`),
    async stop() {
      await operator.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function redis(): Promise<Measured | undefined> {
  const server = await startTestRedis();
  if (!server) return undefined;
  return {
    backend: { kind: 'redis', url: server.url },
    async connections() {
      const list = String(await server.command('CLIENT', 'LIST'));
      return list.split('\n').filter((line) => line.includes('name=switchyard')).length;
    },
    async load() {
      const stats = String(await server.command('INFO', 'stats'));
      return Number(/total_commands_processed:(\d+)/.exec(stats)?.[1]);
    },
    stop: server.stop,
  };
}

const perSecond = (count: number, began: number): number =>
  Math.round((count / (performance.now() - began)) * 1_000);

async function addRates(queue: Queue): Promise<Record<string, number>> {
  const one = kindOf('added', 1);
  let next = 0;
  const began = performance.now();
  const adder = async (): Promise<void> => {
    while (next < pieces) {
      next += 1;
      await queue.add(one, { id: next });
    }
  };
  await Promise.all(Array.from({ length: 20 }, adder));
  const single = perSecond(pieces, began);
  const list = Array.from({ length: pieces }, (_, id) => ({ payload: { id } }));
  const bulkBegan = performance.now();
  await queue.addMany(kindOf('bulk', 1), list);
  const bulk = perSecond(pieces, bulkBegan);
  const keyedBegan = performance.now();
  await queue.addMany(
    kindOf('keyed', 1),
    list.map((item) => ({ ...item, key: `k${item.payload.id}` })),
  );
  const keyed = perSecond(pieces, keyedBegan);
  await queue.clear();
  return { 'adds/s, 20 at once': single, 'adds/s, bulk': bulk, 'adds/s, bulk with keys': keyed };
}

async function handleRate(backend: QueueBackend, concurrency: number): Promise<number> {
  const queue = await createQueue({ backend, log: silentLogger });
  const kind = kindOf(`handled-${concurrency}`, concurrency);
  const list = Array.from({ length: pieces }, (_, id) => ({ payload: { id } }));
  await queue.addMany(kind, list);
  const all = Promise.withResolvers<void>();
  let done = 0;
  queue.handle(kind, async () => {
    done += 1;
    if (done === pieces) all.resolve();
  });
  const began = performance.now();
  await queue.start();
  await all.promise;
  const rate = perSecond(pieces, began);
  await queue.close();
  return rate;
}

/** Milliseconds from an add to the start of the work, in a quiet process; and the load when idle. */
async function quiet(server: Measured): Promise<Record<string, number>> {
  const queue = await createQueue({ backend: server.backend, log: silentLogger });
  const waits: number[] = [];
  let added = 0;
  const kinds = Array.from({ length: idleKinds }, (_, index) => kindOf(`quiet-${index}`, 5));
  for (const kind of kinds) {
    queue.handle(kind, async () => void waits.push(performance.now() - added));
  }
  await queue.start();
  for (let round = 0; round < 200; round += 1) {
    await sleep(10);
    added = performance.now();
    const kind = kinds[round % idleKinds];
    if (kind) await queue.add(kind, { id: round });
    while (waits.length <= round) await sleep(1);
  }
  waits.sort((a, b) => a - b);
  // Postgres counts a session's transactions up to 10 s late.
  await sleep(12_000);
  const before = await server.load();
  await sleep(idleMs);
  const load = (await server.load()) - before;
  const connections = await server.connections();
  await queue.close();
  return {
    'ms from add to start, p50': Math.round((waits[100] ?? 0) * 10) / 10,
    'ms from add to start, p99': Math.round((waits[198] ?? 0) * 10) / 10,
    [`connections, ${idleKinds} kinds`]: connections,
    [`transactions or commands/s idle, ${idleKinds} kinds`]: load / (idleMs / 1_000),
  };
}

for (const open of [postgres, redis]) {
  const server = await open();
  if (!server) continue;
  const queue = await createQueue({ backend: server.backend, log: silentLogger });
  const adds = await addRates(queue);
  await queue.close();
  console.log(server.backend.kind, {
    ...adds,
    'handled/s, 1 at once': await handleRate(server.backend, 1),
    'handled/s, 10 at once': await handleRate(server.backend, 10),
    'handled/s, 50 at once': await handleRate(server.backend, 50),
    ...(await quiet(server)),
  });
  await server.stop();
}
