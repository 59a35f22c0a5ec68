// How fast conversations come in, beside the provider's limit and the sequential algorithm.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { createGraphClient } from '../src/channels/meta/index.ts';
import { findSync } from '../src/features/sync/index.ts';
import { connectDemoPage, syncPage } from '../src/roles/demo-world.ts';
import type { Runtime } from '../src/roles/runtime.ts';
import { startWorker } from '../src/roles/worker.ts';
import type { MetaSandbox } from '../src/sandbox/meta/meta-sandbox.ts';
import { type Figure, figure, report } from './bench.ts';
import { withRuntime } from './open-runtime.ts';

const limited = { conversations: 2_000, perSecond: 2, burst: 2, pageSize: 100 };
const unlimited = { conversations: 10_000, callsPerSecond: 10_000 };
const sequential = { conversations: 15, pauseMs: 1_000 };
const deadlineMs = 5 * 60_000;

/** Seconds from the wish to sync to its end, and to the end of reading and placing. */
type Passage = { syncSeconds: number; quietSeconds: number; contacts: number };

async function bringIn(runtime: Runtime): Promise<Passage> {
  const { id: workspaceId } = await runtime.database.asEngine('system', (tx) =>
    tx
      .insertInto('workspaces')
      .values({ name: 'Bench', slug: 'bench' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const { pageId } = await connectDemoPage(runtime, workspaceId);
  const worker = await startWorker(runtime);
  try {
    const started = performance.now();
    const { syncId } = await syncPage(runtime, workspaceId, pageId);
    const syncSeconds = await secondsUntil(started, () => isSynced(runtime, workspaceId, syncId));
    const quietSeconds = await secondsUntil(started, () => isRead(runtime, workspaceId));
    return { syncSeconds, quietSeconds, contacts: await placed(runtime, workspaceId) };
  } finally {
    await worker.stop();
  }
}

async function secondsUntil(started: number, isSo: () => Promise<boolean>): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - started > deadlineMs) throw new Error('The bench ran out of time.');
    await sleep(50);
  }
  return (performance.now() - started) / 1_000;
}

async function isSynced(runtime: Runtime, workspaceId: string, syncId: string): Promise<boolean> {
  const key = { workspaceId, syncId };
  const sync = await runtime.database.asEngine('system', (tx) => findSync(tx, key));
  if (sync?.completedAt && sync.status !== 'COMPLETED') {
    throw new Error(`The sync ended as ${sync.status}: ${sync.errorMessage ?? 'no reason given'}`);
  }
  return sync?.status === 'COMPLETED';
}

async function isRead(runtime: Runtime, workspaceId: string): Promise<boolean> {
  const waiting = await runtime.database.asEngine('system', (tx) =>
    tx
      .selectFrom('conversations')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('analysisDueAt', 'is not', null)
      .limit(1)
      .execute(),
  );
  return waiting.length === 0;
}

async function placed(runtime: Runtime, workspaceId: string): Promise<number> {
  const { rows } = await runtime.database.asEngine('system', (tx) =>
    sql<{ n: number }>`select count(*)::int as n from contacts
      where workspace_id = ${workspaceId} and stage_id is not null`.execute(tx),
  );
  return rows[0]?.n ?? 0;
}

function sandboxOf(runtime: Runtime): MetaSandbox {
  if (!runtime.sandbox) throw new Error('The bench needs the sandbox.');
  return runtime.sandbox.meta;
}

const Messages = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });

/** Milliseconds a conversation when one is fetched after the other with a pause; nothing is stored. */
async function oneAfterAnother(meta: MetaSandbox): Promise<number> {
  const chosen = meta.conversations({ limit: sequential.conversations });
  const fields = 'id,created_time,from,to,message,attachments';
  const started = performance.now();
  for (const { id } of chosen) {
    const query = new URLSearchParams({ fields, limit: '100', access_token: meta.pageToken() });
    const answer = await fetch(`${meta.graphUrl}/v23.0/${id}/messages?${query}`);
    Messages.parse(await answer.json());
    await sleep(sequential.pauseMs);
  }
  return (performance.now() - started) / chosen.length;
}

async function atTheLimit(): Promise<Figure[]> {
  const { conversations, perSecond, burst, pageSize } = limited;
  return withRuntime({ sandbox: { dialogues: [] } }, async (runtime) => {
    const meta = sandboxOf(runtime);
    meta.setKnobs({ rateLimit: { perSecond, burst }, maxPageSize: pageSize });
    meta.generate(conversations, { seed: 7 });
    const { syncSeconds, quietSeconds, contacts } = await bringIn(runtime);
    expectAll(contacts, conversations);
    const calls = conversations / pageSize;
    // A full bucket lets the first calls through at once: nobody can be faster than this.
    const bound = (calls - burst) / perSecond;
    const made = meta.calls().filter(({ path }) => path.endsWith('/conversations')).length;
    const msEach = (syncSeconds * 1_000) / conversations;
    const slow = await oneAfterAnother(meta);
    return [
      figure({
        name: 'sync at the rate limit',
        unit: 's',
        ours: syncSeconds,
        reference: bound,
        promise: { of: 'ratio', is: 'at most', limit: 1.2 },
        note:
          `${conversations} conversations, ${perSecond} calls/s, ${pageSize} a call, ${made} calls ` +
          `(one of them to the empty Instagram inbox); all read and placed after ` +
          `${quietSeconds.toFixed(1)} s; reference: the least time ${calls} calls take at this limit ` +
          `with its burst of ${burst} (${(calls / perSecond).toFixed(0)} s without)`,
      }),
      figure({
        name: 'sync beside one after another',
        unit: 'ms/conversation',
        ours: msEach,
        reference: slow,
        ratio: slow / msEach,
        promise: { of: 'ratio', is: 'at least', limit: 50 },
        note:
          `reference: ${sequential.conversations} of the same conversations from the same sandbox, ` +
          `one at a time, ${sequential.pauseMs / 1_000} s pause, nothing stored; ratio: how many times faster`,
      }),
    ];
  });
}

function expectAll(contacts: number, expected: number): void {
  if (contacts !== expected) throw new Error(`${contacts} of ${expected} contacts were placed.`);
}

/** What a passage writes, in the order in which it can be written. */
const tables = [
  'contacts',
  'contact_identities',
  'conversations',
  'messages',
  'analyses',
  'placements',
  'activities',
  'events',
] as const;

async function withoutLimit(): Promise<Figure> {
  const { conversations, callsPerSecond } = unlimited;
  return withRuntime({ sandbox: { dialogues: [] } }, async (runtime) => {
    const meta = sandboxOf(runtime);
    meta.setKnobs({ rateLimit: { perSecond: 0 } });
    meta.generate(conversations, { seed: 11 });
    const { id: appId, secret: appSecret } = meta.app;
    const { outgoing } = runtime;
    const baseUrl = meta.graphUrl;
    const graph = createGraphClient({ outgoing, baseUrl, appId, appSecret, callsPerSecond });
    const passage = await bringIn({ ...runtime, graph });
    expectAll(passage.contacts, conversations);
    const { seconds, rows } = await rawInsert(runtime);
    return figure({
      name: 'sync without a limit, to the placed card',
      unit: 'conversations/s',
      ours: conversations / passage.quietSeconds,
      reference: conversations / seconds,
      note:
        `${conversations} conversations stored after ${passage.syncSeconds.toFixed(1)} s, read and ` +
        `placed after ${passage.quietSeconds.toFixed(1)} s, sandbox in the same process; reference: ` +
        `the same ${rows} rows written with one INSERT … SELECT a table, indexes but no triggers`,
    });
  });
}

/** Writes all that the passage wrote once more, into copies of the tables, as fast as SQL can. */
async function rawInsert(runtime: Runtime): Promise<{ seconds: number; rows: number }> {
  const client = new pg.Client({ connectionString: runtime.ownerUrl });
  await client.connect();
  try {
    await client.query('create schema copy');
    for (const table of tables) {
      await client.query(`create table copy.${table} (like public.${table} including all)`);
      await client.query(`alter table public.${table} no force row level security`);
    }
    const started = performance.now();
    let rows = 0;
    for (const table of tables) {
      const done = await client.query(`insert into copy.${table} select * from public.${table}`);
      rows += done.rowCount ?? 0;
    }
    return { seconds: (performance.now() - started) / 1_000, rows };
  } finally {
    await client.end();
  }
}

report(...(await atTheLimit()), await withoutLimit());
