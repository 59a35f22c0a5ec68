import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { triggersById } from '../src/automation/catalog/triggers.ts';
import { compileAutomation } from '../src/automation/model/compile.ts';
import { Definition } from '../src/contracts/automation-definition.ts';
import { type Database, openDatabase } from '../src/platform/database/database.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';
import { silentLogger } from '../src/platform/logging/logger.ts';
import { makeFolder } from './open-runtime.ts';

/** A durable Postgres of its own, as `npm start` makes one, for benches of the engine. */
export type EngineWorld = {
  database: Database;
  psql: pg.Client;
  close(): Promise<void>;
};

export async function openEngineWorld(): Promise<EngineWorld> {
  const folder = makeFolder();
  const server = await startEmbeddedPostgres({
    folder: `${folder.path}/postgres`,
    password: 'bench',
    port: 0,
  });
  const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', () => 'bench');
  await migrate(ownerUrl, () => 'bench');
  const database = await openDatabase({
    ownerUrl,
    password: () => 'bench',
    log: silentLogger,
    poolSize: { app: 10, engine: 10 },
  });
  const superuserUrl = new URL(server.superuserUrl);
  superuserUrl.pathname = '/switchyard';
  const psql = new pg.Client({ connectionString: superuserUrl.toString() });
  await psql.connect();
  return {
    database,
    psql,
    async close() {
      await database.close();
      await psql.end();
      await server.stop();
      await folder.remove();
    },
  };
}

/** A workspace with contacts, a tag and a pipeline. */
export async function makeWorkspace(psql: pg.Client, contacts: number): Promise<string> {
  const { rows } = await psql.query<{ id: string }>(
    `insert into workspaces (name, slug) values ('Bench', $1) returning id`,
    [randomUUID()],
  );
  const workspaceId = rows[0]?.id ?? '';
  await psql.query(`insert into tags (workspace_id, name) values ($1, 'hot')`, [workspaceId]);
  await psql.query(
    `insert into contacts (workspace_id, first_name, last_name, email, score, status, summary,
       last_message, last_interaction_at)
     select $1, 'First ' || n, 'Last ' || n, n || '@example.com', 1 + n % 100, 'NEW',
       repeat('Wants a cake for Saturday. ', 8), 'How much is it for twelve people?', now()
     from generate_series(1, $2::int) n`,
    [workspaceId, contacts],
  );
  return workspaceId;
}

/** One condition and two actions inside the database. */
export const twoActions = {
  trigger: { type: 'contact_status_changed', params: { to: 'QUALIFIED' } },
  conditions: { field: 'contact.email', op: 'is_not_empty' },
  steps: [
    { id: 'tag', kind: 'action', action: 'add_tag', input: { tags: 'hot' } },
    { id: 'task', kind: 'action', action: 'create_task', input: { title: 'Call back' } },
  ],
};

/** Publishes definitions, as many as given, in a few statements. */
export async function publishAll(
  psql: pg.Client,
  workspaceId: string,
  definitions: readonly object[],
): Promise<string[]> {
  const rows = definitions.map((input) => {
    const definition = Definition.parse(input);
    const automationId = randomUUID();
    const source = { workspaceId, automationId, version: 1, name: 'Bench', pipelineId: null };
    const { listens } = compileAutomation({ ...source, definition }, triggersById);
    return { automationId, definition, listens };
  });
  await psql.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb)
         as x ("automationId" uuid, definition jsonb, listens text[])),
     made as (
       insert into automations (workspace_id, id, name, status, draft, version, created_by)
       select $1, "automationId", 'Bench', 'active', definition, 1, 'system' from given returning id),
     versions as (
       insert into automation_versions (workspace_id, automation_id, number, definition, published_by)
       select $1, "automationId", 1, definition, 'system' from given
       where "automationId" in (select id from made))
     insert into automation_listeners (workspace_id, event_type, automation_id, version)
     select $1, type, "automationId", 1 from given, unnest(listens) as type`,
    [workspaceId, JSON.stringify(rows)],
  );
  return rows.map(({ automationId }) => automationId);
}

/** How many events wait for the engine. */
export async function pending(database: Database): Promise<number> {
  return database.asEngine(
    'system',
    async (tx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pending_events`.execute(tx);
      return rows[0]?.count ?? 0;
    },
    { quiet: true },
  );
}
