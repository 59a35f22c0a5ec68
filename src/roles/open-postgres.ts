import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.ts';
import { prepareEmbedded } from '../platform/database/prepare-embedded.ts';
import type { RolePassword } from '../platform/database/roles.ts';

/** Where our database is, and how to end what we started for it. */
export type OpenPostgres = { ownerUrl: string; isEmbedded: boolean; stop(): Promise<void> };

/** Tried first, so that `psql` finds the same port after every start. */
const usualPort = 54_329;

/** The database of DATABASE_URL, else a Postgres of our own in the data folder. */
export async function openPostgres(config: Config, password: RolePassword): Promise<OpenPostgres> {
  if (config.DATABASE_URL) {
    return { ownerUrl: config.DATABASE_URL, isEmbedded: false, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({
    folder: join(config.dataFolder, 'postgres'),
    password: password('postgres'),
    port: usualPort,
  });
  const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', password);
  const portFile = join(config.dataFolder, 'postgres-port');
  writeFileSync(portFile, String(server.port));
  const stop = async (): Promise<void> => {
    rmSync(portFile, { force: true });
    await server.stop();
  };
  return { ownerUrl, isEmbedded: true, stop };
}
