import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { triggersById } from '../../src/automation/catalog/triggers.ts';
import {
  type Engine,
  type EngineOptions,
  startEngine,
} from '../../src/automation/engine/engine.ts';
import { armAutomation } from '../../src/automation/engine/timers.ts';
import { compileAutomation } from '../../src/automation/model/compile.ts';
import { Definition } from '../../src/contracts/automation-definition.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

type DefinitionInput = Parameters<typeof Definition.parse>[0] & object;
export type RunRow = {
  id: string;
  status: string;
  error_code: string | null;
  error: string | null;
  contact_id: string | null;
  wait_reason: string | null;
  version: number;
  cause: string | null;
  needs_review: boolean;
  due_at: Date | null;
  depth: number;
};
export type StepRow = {
  number: number;
  step_id: string;
  status: string;
  attempt: number;
  input: unknown;
  output: unknown;
  error_code: string | null;
  error: string | null;
};

/** A workspace with what automations work on, and engines on its database. */
export type AutomationWorld = {
  db: TestDatabase;
  workspaceId: string;
  memberId: string;
  pipelineId: string;
  /** Stage ids by name: New, Qualified, Won, Lost. */
  stages: Record<string, string>;
  startEngine(options?: Partial<EngineOptions>): Engine;
  /** A contact written with plain SQL; columns by their names in the database. */
  contact(columns?: Record<string, unknown>): Promise<string>;
  /** One row of any table, with the workspace filled in; its id. */
  insert(table: string, columns: Record<string, unknown>): Promise<string>;
  /** Publishes and switches on; without the API, which has tests of its own. */
  publish(definition: DefinitionInput, name?: string): Promise<string>;
  /** Waits until nothing is pending or due any more. @throws Error after `ms`, 20,000 */
  settled(ms?: number): Promise<void>;
  runs(automationId: string): Promise<RunRow[]>;
  steps(runId: string): Promise<StepRow[]>;
  close(): Promise<void>;
};

/** Opens a world with one workspace, one owner, one pipeline of four stages and an engine. */
export async function openAutomationWorld(
  options: { engine?: boolean; server?: Parameters<typeof openTestDatabase>[0] } = {},
): Promise<AutomationWorld> {
  const db = await openTestDatabase(options.server);
  const engines: Engine[] = [];
  const workspaceId = await one(
    db,
    `insert into workspaces (name, slug, time_zone) values ('Shine & Co', $1, 'Europe/Lisbon') returning id`,
    [randomUUID()],
  );
  const insert = async (table: string, columns: Record<string, unknown>): Promise<string> => {
    const row: Record<string, unknown> = { workspace_id: workspaceId, ...columns };
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    return one(
      db,
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) returning id`,
      Object.values(row),
    );
  };
  const userId = await one(db, `insert into users (name, email) values ('Ana', $1) returning id`, [
    `${randomUUID()}@example.com`,
  ]);
  const memberId = await insert('members', { user_id: userId, role: 'owner' });
  const pipelineId = await insert('pipelines', { name: 'Sales' });
  const stages: Record<string, string> = {};
  for (const [position, [name, type]] of stageTypes.entries()) {
    stages[name] = await insert('stages', { pipeline_id: pipelineId, name, type, position });
  }

  const world: AutomationWorld = {
    db,
    workspaceId,
    memberId,
    pipelineId,
    stages,
    insert,
    startEngine(extra = {}) {
      const engine = startEngine({
        database: db,
        log: silentLogger,
        leaseMs: 1_000,
        pollMs: 20,
        ...extra,
      });
      engines.push(engine);
      return engine;
    },
    contact: (columns = {}) => insert('contacts', { first_name: 'Rosa', ...columns }),
    publish: (definition, name = 'Test') => publish(db, { workspaceId, name, definition }),
    settled: (ms = 20_000) => settled(db, ms),
    runs: (automationId) =>
      db.psql<RunRow>('select * from runs where automation_id = $1 order by id', [automationId]),
    steps: (runId) =>
      db.psql<StepRow>('select * from run_steps where run_id = $1 order by number', [runId]),
    async close() {
      await Promise.all(engines.map((engine) => engine.stop()));
      await db.close();
    },
  };
  if (options.engine !== false) world.startEngine();
  return world;
}

const stageTypes = [
  ['New', 'LEAD'],
  ['Qualified', 'IN_PROGRESS'],
  ['Won', 'WON'],
  ['Lost', 'LOST'],
] as const;

async function one(db: TestDatabase, text: string, values: unknown[]): Promise<string> {
  const [row] = await db.psql<{ id: string }>(text, values);
  if (!row) throw new Error(`no row: ${text}`);
  return row.id;
}

/** Writes an automation as the API's publish does: version, listeners, timers. */
export async function publish(
  db: TestDatabase,
  automation: { workspaceId: string; name: string; definition: DefinitionInput; version?: number },
): Promise<string> {
  const { workspaceId, name, version = 1 } = automation;
  const definition = Definition.parse(automation.definition);
  const automationId = await one(
    db,
    `insert into automations (workspace_id, name, status, draft, version, created_by)
     values ($1, $2, 'active', $3, $4, 'system') returning id`,
    [workspaceId, name, JSON.stringify(definition), version],
  );
  await db.psql(
    `insert into automation_versions (workspace_id, automation_id, number, definition, published_by)
     values ($1, $2, $3, $4, 'system')`,
    [workspaceId, automationId, version, JSON.stringify(definition)],
  );
  const source = { workspaceId, automationId, version, name, pipelineId: null, definition };
  const { listens } = compileAutomation(source, triggersById);
  for (const type of listens) {
    await db.psql(
      `insert into automation_listeners (workspace_id, event_type, automation_id, version)
       values ($1, $2, $3, $4)`,
      [workspaceId, type, automationId, version],
    );
  }
  await db.asEngine('system', (tx) => armAutomation(tx, { workspaceId, automationId, version }));
  return automationId;
}

/** Nothing left to take: no pending event, no run or timer that is due. */
async function settled(db: TestDatabase, ms: number): Promise<void> {
  const endAt = Date.now() + ms;
  while (Date.now() < endAt) {
    const open = await db.asEngine(
      'system',
      async (tx) => {
        const { rows } = await sql<{ open: boolean }>`
          select exists (select from pending_events)
            or exists (select from runs where due_at <= clock_timestamp())
            or exists (select from automation_timers where due_at <= clock_timestamp()) as open
        `.execute(tx);
        return rows[0]?.open ?? true;
      },
      { quiet: true },
    );
    if (!open) return;
    await sleep(10);
  }
  throw new Error(`the engine did not get to the end of its work in ${ms} ms`);
}
