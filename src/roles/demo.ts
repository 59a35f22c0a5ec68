import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Sync } from '../contracts/pages.ts';
import { findSync } from '../features/sync/index.ts';
import { readConfig } from '../platform/config/config.ts';
import { readDialogues } from '../sandbox/index.ts';
import { connectDemoPage, syncPage } from './demo-world.ts';
import { progressBar } from './progress-bar.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { openThrowaway } from './throwaway-database.ts';
import { startWorker } from './worker.ts';

export type DemoOptions = {
  /** JSONL of dialogues; the sandbox's own when left out. */
  dialogues: string | undefined;
  /** Conversations that the provider gives a page, at most. */
  pageSize: number | undefined;
  /** Where to write the result as JSON. */
  json: string | undefined;
};

/** The longest a demo may take; 10,000 conversations take about a minute. */
const deadlineMs = 15 * 60_000;

/**
 * Runs the main job headless on a throwaway database: connect, sync, analyse, place, wait until
 * quiet, report. @returns whether everything worked
 */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-demo-'));
  const config = readConfig({
    LOG_LEVEL: 'warn',
    ...process.env,
    SWITCHYARD_DATA: folder,
    SANDBOX: 'true',
  });
  const dialogues = options.dialogues === undefined ? undefined : readDialogues(options.dialogues);
  const runtime = await openRuntime({
    config: { ...config, META_APP_ID: undefined },
    sandbox: { dialogues, shiftTimes: true },
    openDatabaseServer: openThrowaway,
  });
  try {
    if (options.pageSize) runtime.sandbox?.meta.setKnobs({ maxPageSize: options.pageSize });
    const report = await withWorker(runtime, runMainJob);
    printReport(report);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.sync.failed === 0 && report.contacts.length > 0;
  } finally {
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWorker<T>(runtime: Runtime, job: (runtime: Runtime) => Promise<T>): Promise<T> {
  const worker = await startWorker(runtime);
  try {
    return await job(runtime);
  } finally {
    await worker.stop();
  }
}

type DemoReport = {
  sync: { total: number; synced: number; failed: number; seconds: number };
  contacts: DemoContact[];
};

type DemoContact = {
  externalId: string;
  name: string;
  platform: string;
  score: number | null;
  status: string | null;
  confidence: number | null;
  stage: string | null;
  stageType: string | null;
  rule: string | null;
  evidence: string[];
  source: string | null;
};

async function runMainJob(runtime: Runtime): Promise<DemoReport> {
  const workspaceId = await makeWorkspace(runtime);
  const { pageId } = await connectDemoPage(runtime, workspaceId);
  const started = performance.now();
  const { syncId } = await syncPage(runtime, workspaceId, pageId);
  const sync = await untilSynced(runtime, { workspaceId, syncId });
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  if (sync.status !== 'COMPLETED') {
    throw new Error(`The sync ended as ${sync.status}: ${sync.errorMessage ?? 'no reason given'}`);
  }
  await untilRead(runtime, workspaceId);
  const { total, synced, failed } = sync;
  return {
    sync: { total, synced, failed, seconds },
    contacts: await readContacts(runtime, workspaceId),
  };
}

async function makeWorkspace(runtime: Runtime): Promise<string> {
  const { id } = await runtime.database.asEngine('system', (tx) =>
    tx
      .insertInto('workspaces')
      .values({ name: 'Demo', slug: 'demo' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

/** Shows progress until the sync has ended. */
export async function untilSynced(
  runtime: Runtime,
  key: { workspaceId: string; syncId: string },
): Promise<Sync> {
  const bar = progressBar('Bringing conversations in');
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await sleep(100)) {
    const sync = await runtime.database.asEngine('system', (tx) => findSync(tx, key));
    if (!sync) throw new Error('The sync has vanished.');
    bar.show(sync.synced, sync.waitingUntil ? 'waiting as the provider asks' : '');
    if (sync.completedAt) {
      bar.end(`${sync.synced} conversations brought in`);
      return sync;
    }
  }
  throw new Error('The sync did not end in time.');
}

/** Waits until nothing is left to be read. */
export async function untilRead(runtime: Runtime, workspaceId: string): Promise<void> {
  const bar = progressBar('Reading them');
  for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await sleep(100)) {
    const { rows } = await runtime.database.asEngine('system', (tx) =>
      sql<{ waiting: number; read: number }>`
        select count(analysis_due_at)::int as waiting, count(analyzed_at)::int as read
        from conversations where workspace_id = ${workspaceId}`.execute(tx),
    );
    const { waiting = 0, read = 0 } = rows[0] ?? {};
    bar.show(read, `${waiting} waiting`);
    if (waiting === 0) return bar.end(`${read} conversations read and placed`);
  }
  throw new Error('Reading did not end in time.');
}

async function readContacts(runtime: Runtime, workspaceId: string): Promise<DemoContact[]> {
  const { rows } = await runtime.database.asEngine('system', (tx) =>
    sql<DemoContact>`
      select i.external_id, trim(c.first_name || ' ' || c.last_name) as name, ch.platform,
        c.score, c.status, c.confidence, s.name as stage, s.type as stage_type,
        c.placement_rule as rule, c.analysis_source as source,
        coalesce((select jsonb_agg(e ->> 'quote') from jsonb_array_elements(p.evidence) e), '[]')
          as evidence
      from contacts c
      join contact_identities i on i.workspace_id = c.workspace_id and i.contact_id = c.id
      join channels ch on ch.workspace_id = i.workspace_id and ch.id = i.channel_id
      left join stages s on s.workspace_id = c.workspace_id and s.id = c.stage_id
      left join placements p on p.workspace_id = c.workspace_id and p.id = c.placement_id
      where c.workspace_id = ${workspaceId}
      order by c.score desc nulls last, c.id`.execute(tx),
  );
  return rows;
}

function printReport({ sync, contacts }: DemoReport): void {
  console.log(
    `\nSynced ${sync.synced} of ${sync.total} conversations in ${sync.seconds} s, ${sync.failed} failed.\n`,
  );
  const shown = contacts.slice(0, 25);
  console.table(
    shown.map(({ name, platform, score, status, stage, rule, evidence }) => ({
      name,
      platform,
      score,
      status,
      stage,
      rule,
      because: (evidence[0] ?? '').slice(0, 60),
    })),
  );
  if (contacts.length > shown.length) console.log(`… and ${contacts.length - shown.length} more.`);
  const stages = Map.groupBy(contacts, ({ stage }) => stage ?? 'Incoming');
  console.log([...stages].map(([stage, list]) => `${stage}: ${list.length}`).join(' · '));
}
