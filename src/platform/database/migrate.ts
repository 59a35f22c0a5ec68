import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ensureRoles, type RolePassword } from './roles.ts';

const folder = join(import.meta.dirname, '../../../database');
/** Any number will do, as long as all processes of all versions use the same. */
const migrationLock = 726_217_001;

type SqlFile = { name: string; text: string; hash: string };

/** What a migration run changed. */
export type MigrationReport = { applied: string[] };

/**
 * Brings the database to this version's schema: tables forward only, routines, policies and
 * triggers re-applied when their text or any table changed. One run at a time; each run is one
 * transaction, so a failed one leaves nothing behind.
 *
 * @throws Error naming the file that failed
 */
export async function migrate(ownerUrl: string, password: RolePassword): Promise<MigrationReport> {
  const owner = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'switchyard migrate',
  });
  await owner.connect();
  try {
    await checkVersion(owner);
    await owner.query('select pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(owner, password);
    await owner.query('begin');
    const applied = await applyAll(owner);
    await owner.query('commit');
    // After a restore this rewrites all events, about 7 s a million: at run time a statement ends
    // after 60 s.
    await owner.query('select current_event_epoch()');
    return { applied };
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await owner.end();
  }
}

async function checkVersion(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ v: string }>(
    `select current_setting('server_version') as v`,
  );
  const version = Number.parseInt(rows[0]?.v ?? '0', 10);
  if (version < 15)
    throw new Error(`Postgres ${version} is too old: Switchyard needs 15 or newer.`);
}

async function applyAll(owner: pg.Client): Promise<string[]> {
  await owner.query(`create table if not exists schema_files (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`);
  const { rows } = await owner.query<{ name: string; hash: string }>('select * from schema_files');
  const known = new Map(rows.map((row) => [row.name, row.hash]));
  const migrations = readFolder('migrations');
  refuseChangedMigrations(migrations, known);
  const newMigrations = migrations.filter((file) => !known.has(file.name));
  const repeatables = [
    ...readFolder('routines'),
    ...readFolder('policies'),
    readOne('triggers.sql'),
  ];
  const changed = repeatables.some((file) => known.get(file.name) !== file.hash);
  const again = newMigrations.length > 0 || changed ? repeatables : [];
  const files = [...newMigrations, ...again];
  for (const file of files) await applyFile(owner, file);
  return files.map((file) => file.name);
}

function refuseChangedMigrations(files: SqlFile[], known: Map<string, string>): void {
  for (const file of files) {
    const hash = known.get(file.name);
    if (hash !== undefined && hash !== file.hash) {
      throw new Error(
        `${file.name} was changed after it was applied: write a new migration instead.`,
      );
    }
  }
}

async function applyFile(owner: pg.Client, file: SqlFile): Promise<void> {
  try {
    await owner.query(file.text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`database/${file.name} failed: ${message}`, { cause });
  }
  await owner.query(
    `insert into schema_files (name, hash) values ($1, $2)
     on conflict (name) do update set hash = excluded.hash, applied_at = now()`,
    [file.name, file.hash],
  );
}

function readFolder(name: string): SqlFile[] {
  return readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readOne(`${name}/${file}`));
}

function readOne(name: string): SqlFile {
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, hash: createHash('sha256').update(text).digest('hex') };
}
