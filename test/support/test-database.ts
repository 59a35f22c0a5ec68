import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';

export type TestDatabase = Database & {
  ownerUrl: string;
  /** For connections of a test's own, as somebody with psql. */
  superuserUrl: string;
  /** As somebody with psql: a superuser, past our code and past row-level security. */
  psql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
};

/**
 * A database of its own for one test file, with roles and policies as in production.
 *
 * @param server where to make it, when the test does things to the server that others must not feel
 */
export async function openTestDatabase(
  server = { superuserUrl: inject('superuserUrl'), templateUrl: inject('templateUrl') },
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const asSuperuser = async (text: string): Promise<void> => {
    const superuser = new pg.Client({ connectionString: server.superuserUrl });
    await superuser.connect();
    await superuser.query(text).finally(() => superuser.end());
  };
  await asSuperuser(`create database ${name} template template_switchyard owner switchyard_owner`);
  const onDatabase = new URL(server.superuserUrl);
  onDatabase.pathname = `/${name}`;
  const direct = new pg.Pool({ connectionString: onDatabase.toString(), max: 2 });
  // `drop database … with (force)` may overtake the goodbye of a closing connection.
  direct.on('error', () => undefined);
  const ownerUrl = new URL(server.templateUrl);
  ownerUrl.pathname = `/${name}`;
  const database = await openDatabase({
    ownerUrl: ownerUrl.toString(),
    password: () => 'test',
    log: silentLogger,
    poolSize: { app: 5, engine: 5 },
  });
  return {
    ...database,
    ownerUrl: ownerUrl.toString(),
    superuserUrl: onDatabase.toString(),
    async psql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]> {
      return (await direct.query<T>(text, values)).rows;
    },
    async close() {
      await database.close();
      await direct.end();
      await asSuperuser(`drop database ${name} with (force)`);
    },
  };
}
