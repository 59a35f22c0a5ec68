import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { openHook } from '../src/features/hooks/manage-hook.ts';
import type { Runtime } from '../src/roles/runtime.ts';
import { createWeb } from '../src/roles/web.ts';
import { startWorker } from '../src/roles/worker.ts';
import { publishAll } from './engine-world.ts';
import { withRuntime } from './open-runtime.ts';

const Answers = z.object({ p50: z.number(), p99: z.number() });

export type HttpRate = {
  /** Finished executions a second, from the first post to the last end. */
  perSecond: number;
  /** Of the answers, in milliseconds. */
  answer: z.infer<typeof Answers>;
  /** From the stored call to the end of its run, in milliseconds. */
  done: { p50: number; p99: number };
};

const onHook = {
  trigger: { type: 'incoming_webhook', params: { map: { email: 'email', firstName: 'name' } } },
  conditions: { field: 'webhook.amount', op: 'gte', value: 0 },
  steps: [
    { id: 'tag', kind: 'action', action: 'add_tag', input: { tags: 'hot' } },
    { id: 'task', kind: 'action', action: 'create_task', input: { title: 'Call back' } },
  ],
};

/**
 * A web form's way: an incoming webhook → a contact → a condition → two actions, through one
 * process that is web and worker as `npm start` is, on a durable Postgres.
 */
export function hookRate(count: number, connections: number): Promise<HttpRate> {
  return withRuntime(
    { environment: { SANDBOX: 'false', REQUESTS_PER_MINUTE: '1000000' } },
    (runtime) => measure(runtime, count, connections),
  );
}

async function measure(runtime: Runtime, count: number, connections: number): Promise<HttpRate> {
  const web = await createWeb(runtime);
  const worker = await startWorker(runtime);
  try {
    const origin = await web.app.listen({ port: 0, host: '127.0.0.1' });
    const { url, workspaceId } = await makeHook(runtime, web.accounts, origin);
    await post(url, Math.min(count, 500), connections);
    await untilDone(runtime, workspaceId, Math.min(count, 500));
    const startedAt = performance.now();
    const answer = await post(url, count, connections);
    await untilDone(runtime, workspaceId, count + Math.min(count, 500));
    const seconds = (performance.now() - startedAt) / 1000;
    return { perSecond: count / seconds, answer, done: await durations(runtime, workspaceId) };
  } finally {
    await web.close();
    await worker.stop();
  }
}

async function makeHook(
  runtime: Runtime,
  accounts: Awaited<ReturnType<typeof createWeb>>['accounts'],
  origin: string,
): Promise<{ url: string; workspaceId: string }> {
  const { userId } = await accounts.ensureUser({
    name: 'Bench',
    email: 'bench@example.com',
    password: 'bench-bench-bench',
  });
  const workspace = { name: 'Bench', slug: 'bench', ownerUserId: userId };
  const { workspaceId } = await accounts.ensureWorkspace(workspace);
  const psql = new pg.Client({ connectionString: runtime.database.urls.engine });
  await psql.connect();
  await psql.query(`insert into tags (workspace_id, name) values ($1, 'hot')`, [workspaceId]);
  const [automationId = ''] = await publishAll(psql, workspaceId, [onHook]);
  await psql.end();
  const { secrets } = runtime;
  const { url } = await runtime.database.withWorkspace(workspaceId, 'system', (tx) =>
    openHook(tx, { secrets, publicUrl: origin }, { workspaceId, automationId }),
  );
  return { url, workspaceId };
}

function post(url: string, count: number, connections: number): Promise<HttpRate['answer']> {
  const script = join(import.meta.dirname, 'engine-http-client.ts');
  const child = spawn(process.execPath, [script, url, String(count), String(connections)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Answers.parse(JSON.parse(output)));
      else reject(new Error(`the sender ended with ${code}`));
    });
  });
}

async function untilDone(runtime: Runtime, workspaceId: string, count: number): Promise<void> {
  const endAt = Date.now() + 120_000;
  for (;;) {
    const { rows } = await runtime.database.asEngine(
      'system',
      (tx) =>
        sql<{ done: number }>`select count(*)::int as done from runs
          where workspace_id = ${workspaceId} and status = 'completed'`.execute(tx),
      { quiet: true },
    );
    if (rows[0]?.done === count) return;
    if (Date.now() > endAt) throw new Error(`${rows[0]?.done} of ${count} runs are done`);
    await sleep(20);
  }
}

async function durations(runtime: Runtime, workspaceId: string): Promise<HttpRate['done']> {
  const { rows } = await runtime.database.asEngine('system', (tx) =>
    sql<HttpRate['done']>`
      select percentile_cont(0.5) within group (order by ms) as p50,
        percentile_cont(0.99) within group (order by ms) as p99
      from (select extract(epoch from r.finished_at - h.created_at)::float8 * 1000 as ms
        from runs r join hook_calls h on h.workspace_id = r.workspace_id
          and h.id = (r.trigger->>'subjectId')::uuid
        where r.workspace_id = ${workspaceId}) d
    `.execute(tx),
  );
  return rows[0] ?? { p50: 0, p99: 0 };
}
