import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { describeQueue, type Server } from './conformance.fixture.ts';

const ofQueue = `datname = current_database() and application_name = 'switchyard queue'`;

async function open(): Promise<Server> {
  const database = await openTestDatabase();
  return {
    backend: { kind: 'postgres', url: database.urls.engine, schema: 'queue' },
    async dropConnections() {
      const rows = await database.psql(
        `select pg_terminate_backend(pid) from pg_stat_activity where ${ofQueue}`,
      );
      return rows.length;
    },
    wipe: async () => void (await forget(database)),
    stop: () => database.close(),
  };
}

async function forget(database: TestDatabase): Promise<void> {
  await database.psql(
    'truncate queue.job, queue.dedup, queue.dedup_next, queue.event, queue.meta cascade',
  );
}

describeQueue('queue on Postgres', open);
