import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../platform/config/config.ts';
import { startThrowawayPostgres } from '../platform/database/embedded/embedded-postgres.ts';
import { prepareEmbedded } from '../platform/database/prepare-embedded.ts';
import type { RolePassword } from '../platform/database/roles.ts';
import type { OpenPostgres } from './open-postgres.ts';

/** An empty database that is gone afterwards: on the server of DATABASE_URL, else on one of our own. */
export async function openThrowaway(config: Config, password: RolePassword): Promise<OpenPostgres> {
  if (config.DATABASE_URL) return onServer(config.DATABASE_URL);
  const server = await startThrowawayPostgres(password('postgres'));
  const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', password);
  return { ownerUrl, isEmbedded: true, stop: server.stop };
}

async function onServer(databaseUrl: string): Promise<OpenPostgres> {
  const name = `switchyard_demo_${randomBytes(6).toString('hex')}`;
  await run(databaseUrl, `create database ${name}`).catch((cause: unknown) => {
    throw new Error(
      'The demo needs a throwaway database, and the role of DATABASE_URL may not make one: ' +
        'grant it CREATEDB, or leave DATABASE_URL unset.',
      { cause },
    );
  });
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const stop = (): Promise<void> => run(databaseUrl, `drop database ${name} with (force)`);
  return { ownerUrl: url.toString(), isEmbedded: false, stop };
}

async function run(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
