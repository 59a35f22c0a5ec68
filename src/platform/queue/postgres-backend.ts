import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type IQueueBackend,
  PostgresConnection,
  PostgresQueueBackend,
  type QueueBaseOptions,
  runMigrations,
} from 'bullmq';
import pg from 'pg';
import type { Logger } from '../logging/logger.ts';
import { type OpenBackend, type QueueBackend, within } from './backend.ts';

/** For short statements of all kinds together; one more connection listens for new work. */
const poolSize = 4;
/** A half-open connection would otherwise hold a worker for as long as TCP tries: about 15 min. */
const statementTimeoutMs = 30_000;
/** Idle workers look at least this often, should a notification be lost. BullMQ's own limit is 1 h. */
const longestWaitS = 10;

/** Connects to BullMQ's schema, bringing its tables up to date first. Opens at most 5 connections. */
export async function openPostgres(
  backend: Extract<QueueBackend, { kind: 'postgres' }>,
  log: Logger,
): Promise<OpenBackend> {
  await migrateSchema(backend.url, backend.schema);
  const connection = new SharedConnection({
    connectionString: backend.url,
    application_name: 'switchyard queue',
    schema: backend.schema,
    // A crash of Postgres may forget the last half second, which the sweeper adds again.
    options: '-c synchronous_commit=off',
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    query_timeout: statementTimeoutMs,
    keepAlive: true,
  });
  connection.setMaxListeners(0);
  connection.on('error', (error: Error) => {
    log.warn({ error: error.message }, 'a connection of the queue was lost');
  });
  await connection.waitUntilReady();
  return {
    prefix: '',
    factory: (name, options): IQueueBackend => new SharedBackend(connection, name, options),
    // A statement that hangs would hold up the end of the pool.
    close: async () => void (await within(2_000, connection.close())),
  };
}

/**
 * Runs BullMQ's own migrations. It asks for the schema even when it exists, and Postgres then wants
 * the right to create schemas in the database, which would let the engine shadow the owner's tables:
 * so that one statement is left out and the schema must be there.
 */
async function migrateSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'switchyard queue',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const query = async (text: string, values?: readonly unknown[]) =>
      text.startsWith('CREATE SCHEMA')
        ? { rows: [] }
        : client.query(text, values ? [...values] : undefined);
    await runMigrations({ query }, schema);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The queue's tables in schema "${schema}" cannot be made: ${message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}

/** One pool and one listening connection for all kinds; BullMQ would open a pair for each object. */
class SharedConnection extends PostgresConnection {
  readonly #prepared = new WeakSet<object>();

  override async getListenClient(): ReturnType<PostgresConnection['getListenClient']> {
    const client = await super.getListenClient();
    if (this.#prepared.has(client)) return client;
    this.#prepared.add(client);
    // Every waiting worker listens on it.
    if (client instanceof EventEmitter) client.setMaxListeners(0);
    // Every worker sends its own LISTEN; pg warns of a statement sent while another runs.
    const send = client.query.bind(client);
    let last: Promise<unknown> = Promise.resolve();
    const query = (text: string, values?: readonly unknown[]) => {
      const next = last.then(() => send(text, values));
      last = next.catch(() => undefined);
      return next;
    };
    return Object.assign(client, { query });
  }
}

class SharedBackend extends PostgresQueueBackend {
  constructor(connection: PostgresConnection, name: string, options: QueueBaseOptions<object>) {
    super(connection, name, { ...options, connection: {} }, false);
    // Only the owner of a connection does this by itself: without it a worker whose listening
    // connection was lost never listens again.
    connection.on('listenerinvalidated', () => {
      void this.disconnectBlocking();
      void this.reconnectBlocking();
    });
  }

  /** After a failed wait BullMQ waits as long as this allows, for a notification alone. */
  override get maximumBlockTimeout(): number {
    return longestWaitS;
  }

  /** BullMQ asks again at once when Postgres is starting up or shutting down: a busy loop. */
  override async moveToActive(
    ...args: Parameters<PostgresQueueBackend['moveToActive']>
  ): ReturnType<PostgresQueueBackend['moveToActive']> {
    try {
      return await super.moveToActive(...args);
    } catch (error) {
      await sleep(500);
      throw error;
    }
  }
}
