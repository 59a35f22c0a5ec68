import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export type TestRedis = {
  url: string;
  /** Runs one command on a connection of its own, as somebody with redis-cli. */
  command(name: string, ...args: string[]): Promise<unknown>;
  /** Kills it and starts it again in the same place, with nothing in it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A real Redis on a free loopback port that keeps nothing. Undefined, with a line that says why,
 * where the program is missing and cannot be installed: tests skip then.
 */
export async function startTestRedis(): Promise<TestRedis | undefined> {
  if (!findProgram()) {
    console.warn(
      'No redis-server here: tests of the Redis backend are skipped. Install Redis ≥ 6.2.',
    );
    return undefined;
  }
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-redis-'));
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const start = () => spawn('redis-server', [...flags, '--dir', folder], { stdio: 'ignore' });
  let child = start();
  const url = `redis://127.0.0.1:${port}`;
  const operator = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  operator.on('error', () => undefined);
  await untilReady(child, operator);
  return {
    url,
    command: (name, ...args) => operator.call(name, ...args),
    async restart() {
      await end(child);
      child = start();
      await untilReady(child, operator);
    },
    async stop() {
      operator.disconnect();
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether `redis-server` can be run; on a Debian where we are root it is installed once. */
function findProgram(): boolean {
  if (runs('redis-server', '--version')) return true;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const options = {
    stdio: 'ignore',
    timeout: 120_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], options);
  return runs('redis-server', '--version');
}

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

async function untilReady(child: ChildProcess, operator: Redis): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await Promise.race([operator.ping(), sleep(100)])) !== 'PONG') {
    if (child.exitCode !== null || Date.now() > deadline) {
      operator.disconnect();
      throw new Error(`redis-server did not start (exit code ${child.exitCode})`);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
