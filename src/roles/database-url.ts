import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../platform/config/config.ts';
import { urlAs } from '../platform/database/roles.ts';
import { openSecrets, rolePasswords } from './runtime.ts';

const names = {
  owner: 'switchyard_owner',
  app: 'switchyard_app',
  engine: 'switchyard_engine',
} as const;

/**
 * Prints the database's address for `psql`. The engine's role sees all workspaces; changes made
 * with it raise events like any other.
 */
export function printDatabaseUrl(role: string): void {
  const config = readConfig(process.env);
  if (role !== 'owner' && role !== 'app' && role !== 'engine') {
    throw new ConfigError('--role: is owner, app or engine.');
  }
  const password = rolePasswords(openSecrets(config));
  if (config.DATABASE_URL) {
    const url =
      role === 'owner'
        ? config.DATABASE_URL
        : urlAs(config.DATABASE_URL, names[role], password(names[role]));
    console.log(url);
    return;
  }
  const port = embeddedPort(config.dataFolder);
  const base = `postgres://${names[role]}@127.0.0.1:${port}/switchyard`;
  console.log(urlAs(base, names[role], password(names[role])));
}

/** Where the running server of the data folder listens. */
function embeddedPort(dataFolder: string): string {
  try {
    return readFileSync(join(dataFolder, 'postgres-port'), 'utf8');
  } catch (cause) {
    throw new ConfigError('Switchyard is not running here: start it with npm start first.', {
      cause,
    });
  }
}
