import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';

export type TestDatabase = Database & {
  ownerUrl: string;
  /** As somebody with psql: a superuser, past our code and past row-level security. */
  psql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
};

/** A database of its own for one test file, with roles and policies as in production. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const superuser = new pg.Client({ connectionString: inject('superuserUrl') });
  await superuser.connect();
  await superuser.query(
    `create database ${name} template template_switchyard owner switchyard_owner`,
  );
  const onDatabase = new URL(inject('superuserUrl'));
  onDatabase.pathname = `/${name}`;
  const direct = new pg.Pool({ connectionString: onDatabase.toString(), max: 2 });
  // `drop database … with (force)` may overtake the goodbye of a closing connection.
  direct.on('error', () => undefined);
  const ownerUrl = new URL(inject('templateUrl'));
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
    async psql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]> {
      return (await direct.query<T>(text, values)).rows;
    },
    async close() {
      await database.close();
      await direct.end();
      await superuser.query(`drop database ${name} with (force)`);
      await superuser.end();
    },
  };
}
