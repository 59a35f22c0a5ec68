import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type ClusterHome, findClusterHome } from './cluster-home.ts';

export type EmbeddedPostgres = {
  /** Superuser URL of the maintenance database; only set-up code may use it. */
  superuserUrl: string;
  port: number;
  /** Where the cluster's files are; see `findClusterHome`. */
  dataFolder: string;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  folder: string;
  /** Password of the superuser, set when the cluster is made. */
  password: string;
  /** Tried first; another free port is taken when somebody has it. */
  port: number;
  /** True for throwaway clusters: no fsync, about 3 × faster tests, lost on power failure. */
  throwaway?: boolean;
};

/**
 * Starts a real Postgres of our own, making its cluster first when there is none.
 * The server ends with this process, whatever ends it: it hangs on a pipe that we hold open.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = await findClusterHome(options.folder);
  if (!existsSync(join(home.dataFolder, 'PG_VERSION'))) makeCluster(home, options.password);
  await endLeftover(home);
  const port = await freePort(options.port);
  const server = runServer(home, port, options.throwaway ?? false);
  const superuserUrl = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  await untilReady(server, superuserUrl);
  return {
    superuserUrl,
    port,
    dataFolder: home.dataFolder,
    stop: () => stopServer(server.child),
  };
}

/** A cluster in a temporary folder, removed when it stops. */
export async function startThrowawayPostgres(password: string): Promise<EmbeddedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-'));
  // A cluster under a 0700 folder would be out of reach for the user that Postgres runs as.
  spawnSync('chmod', ['755', folder]);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    password,
    port: 0,
    throwaway: true,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(server.dataFolder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

function makeCluster(home: ClusterHome, password: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-initdb-'));
  const passwordFile = join(folder, 'password');
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (home.user) spawnSync('chown', ['-R', `${home.user.uid}:${home.user.gid}`, folder]);
    const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const args = [`--pgdata=${home.dataFolder}`, ...flags, ...locale, '--locale=C', '--no-sync'];
    const result = spawnSync(home.initdb, args, { ...identity(home), encoding: 'utf8' });
    if (result.status !== 0) {
      throw new Error(`The database folder ${home.dataFolder} could not be made: ${result.stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends a server that a killed process of ours may have left in this folder. */
async function endLeftover(home: ClusterHome): Promise<void> {
  const pidFile = join(home.dataFolder, 'postmaster.pid');
  for (let waited = 0; existsSync(pidFile); waited += 100) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (!isPostgres(pid)) return rmSync(pidFile, { force: true });
    if (waited === 1_000) process.kill(pid, 'SIGINT');
    if (waited > 15_000) {
      throw new Error(`Another Postgres (process ${pid}) is using ${home.dataFolder}: stop it.`);
    }
    await sleep(100);
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const result = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  if (result.error) return existsSync(`/proc/${pid}`);
  return result.stdout.includes('postgres');
}

type Server = { child: ChildProcess; output: () => string };

function runServer(home: ClusterHome, port: number, throwaway: boolean): Server {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    wal_compression: 'on',
    max_wal_size: '2GB',
    idle_in_transaction_session_timeout: '60s',
    timezone: 'UTC',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // `cat` returns when our end of the pipe closes, also when this process is killed.
  const script = '"$@" </dev/null & pid=$!; cat >/dev/null; kill -INT $pid; wait $pid';
  const child = spawn(
    '/bin/sh',
    ['-c', script, 'sh', home.postgres, '-D', home.dataFolder, ...args],
    { ...identity(home), cwd: '/', detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let tail = '';
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { child, output: () => tail };
}

function identity(home: ClusterHome): { uid?: number; gid?: number; cwd: string } {
  return home.user ? { uid: home.user.uid, gid: home.user.gid, cwd: '/' } : { cwd: '/' };
}

async function untilReady(server: Server, url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (server.child.exitCode !== null || server.output().includes('FATAL:  could not')) {
      throw new Error(`Postgres did not start: ${server.output()}`);
    }
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) {
        throw new Error(`Postgres did not get ready in 30 s: ${server.output()}`, { cause: error });
      }
      await sleep(30);
    }
  }
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

async function freePort(wanted: number): Promise<number> {
  return (await listenOnce(wanted)) ?? (await listenOnce(0)) ?? 0;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
