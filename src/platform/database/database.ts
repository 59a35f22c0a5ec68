import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from '../logging/logger.ts';
import { createDoorbell, type Doorbell } from './doorbell.ts';
import { type RolePassword, urlAs } from './roles.ts';
import type { DB } from './schema.generated.ts';

/** A transaction that sees one workspace (requests) or all of them (the engine). */
export type Tx = Transaction<DB>;

/**
 * Who changes rows: 'member:<id>', 'key:<id>', 'sync:<id>', 'analysis', 'webhook', 'system' …
 * Goes into every event, activity and audit entry.
 */
export type Actor = string;

export type Database = {
  /** The only door to tenant tables for requests: row-level security shows this workspace alone. */
  withWorkspace<T>(workspaceId: string, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For workers: sees all workspaces; every statement must join on `workspace_id`. `quiet` does not
   * ring: for readers that the doorbell wakes, which would wake themselves for ever.
   */
  asEngine<T>(actor: Actor, work: (tx: Tx) => Promise<T>, how?: { quiet: true }): Promise<T>;
  /** One statement of a request process that belongs to no workspace (storing a webhook). */
  appOutsideWorkspace: Kysely<DB>;
  doorbell: Doorbell;
  /** URLs for libraries that keep connections of their own. */
  urls: { engine: string; auth: string };
  /** Answers within `timeoutMs` or throws: for readiness. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  ownerUrl: string;
  password: RolePassword;
  log: Logger;
  /** Connections for requests and for workers. */
  poolSize: { app: number; engine: number };
};

// int8 and numeric fit a double here: positions stay below 2^53, amounts have two decimals.
const typeParsers = new pg.TypeOverrides();
typeParsers.setTypeParser(20, Number);
typeParsers.setTypeParser(1700, Number);

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const urls = {
    app: urlAs(options.ownerUrl, 'switchyard_app', options.password('switchyard_app')),
    engine: urlAs(options.ownerUrl, 'switchyard_engine', options.password('switchyard_engine')),
    auth: urlAs(options.ownerUrl, 'switchyard_auth', options.password('switchyard_auth')),
  };
  const app = openPool(urls.app, 'switchyard app', options.poolSize.app, options.log);
  const engine = openPool(urls.engine, 'switchyard engine', options.poolSize.engine, options.log);
  const doorbell = await createDoorbell(urls.engine, options.log);

  async function inTransaction<T>(
    kysely: Kysely<DB>,
    settings: { workspaceId: string; actor: Actor },
    work: (tx: Tx) => Promise<T>,
    how?: { quiet: true },
  ): Promise<T> {
    const result = await kysely.transaction().execute(async (tx) => {
      await sql`select set_config('app.workspace_id', ${settings.workspaceId}, true),
        set_config('app.actor', ${settings.actor}, true)`.execute(tx);
      return work(tx);
    });
    if (!how?.quiet) doorbell.ring();
    return result;
  }

  return {
    withWorkspace: (workspaceId, actor, work) => inTransaction(app, { workspaceId, actor }, work),
    asEngine: (actor, work, how) => inTransaction(engine, { workspaceId: '', actor }, work, how),
    appOutsideWorkspace: app,
    doorbell,
    urls,
    async ping(timeoutMs) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const late = new Promise<never>((_, reject) => {
        timeout.addEventListener('abort', () => reject(new Error('database did not answer')));
      });
      await Promise.race([sql`select 1`.execute(app), late]);
    },
    async close() {
      await doorbell.close();
      await Promise.all([app.destroy(), engine.destroy()]);
    },
  };
}

/** Connections as one role, with the parsers and plugins that all statements expect. */
export function openPool(url: string, name: string, size: number, log: Logger): Kysely<DB> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: size,
    types: typeParsers,
    connectionTimeoutMillis: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 60_000,
  });
  pool.on('error', (error) => {
    // While closing, the server may say goodbye first.
    if (!pool.ending) log.warn({ error: error.message }, 'a database connection was lost');
  });
  // One that is lost between two statements of a transaction: the next statement says so, and an
  // error that nobody listens to would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
