// From an installed clone with a built web app to "ready", and what the idle process takes.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { buildWebWhenStale } from '../src/roles/build-web.ts';
import { type Figure, figure, median, report } from './bench.ts';
import { makeFolder } from './open-runtime.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const rounds = 3;
const laterStarts = 3;
const idleMs = 20_000;
const deadlineMs = 90_000;

type Running = { seconds: number; pid: number; stop(): Promise<void> };

/** Starts a program; ready when a line of its output has `word` in it. */
async function startProgram(
  args: readonly string[],
  word: string,
  environment: Record<string, string>,
): Promise<Running> {
  const started = performance.now();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await untilSaid(child, word);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    seconds: (performance.now() - started) / 1_000,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function untilSaid(child: ChildProcess, word: string): Promise<void> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('A program without output cannot say that it is ready.');
  let errors = '';
  stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString('utf8')).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`${what} ${errors}`));
    };
    const timer = setTimeout(() => fail('The program was not ready in time.'), deadlineMs);
    child.once('exit', (code) => fail(`The program ended with ${code}.`));
    createInterface({ input: stdout }).on('line', (line) => {
      if (!line.includes(word)) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

async function startSwitchyard(folder: string): Promise<Running> {
  const environment = { SWITCHYARD_DATA: folder, PORT: String(await freePort()) };
  return startProgram([main, 'start'], 'Switchyard is ready', environment);
}

const bareServer = `require('node:http').createServer((_, answer) => answer.end('hello'))
  .listen(0, '127.0.0.1', () => console.log('ready'));`;

function startBareNode(): Promise<Running> {
  return startProgram(['-e', bareServer], 'ready', {});
}

/** Seconds that a Postgres alone takes in a new folder, and again in the same one. */
async function barePostgres(): Promise<{ first: number; later: number }> {
  const folder = makeFolder();
  const start = async (): Promise<number> => {
    const started = performance.now();
    const place = join(folder.path, 'postgres');
    const server = await startEmbeddedPostgres({ folder: place, password: 'bench', port: 0 });
    const seconds = (performance.now() - started) / 1_000;
    await server.stop();
    return seconds;
  };
  try {
    return { first: await start(), later: await start() };
  } finally {
    await folder.remove();
  }
}

/** Resident memory in MB. */
function memoryOf({ pid }: Running): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kilobytes = Number(stdout);
  if (!(kilobytes > 0)) throw new Error('The process to be weighed is gone.');
  return kilobytes / 1_024;
}

type Times = { first: number[]; later: number[]; memory: number[] };

async function oneRound(ours: Times, reference: Times): Promise<void> {
  const folder = makeFolder();
  try {
    const first = await startSwitchyard(folder.path);
    ours.first.push(first.seconds);
    await first.stop();
    for (let n = 1; n <= laterStarts; n++) {
      const later = await startSwitchyard(folder.path);
      ours.later.push(later.seconds);
      if (n < laterStarts) await later.stop();
      else await weighIdle(later, ours, reference);
    }
  } finally {
    await folder.remove();
  }
  const postgres = await barePostgres();
  const node = await startBareNode();
  await node.stop();
  reference.first.push(postgres.first + node.seconds);
  reference.later.push(postgres.later + node.seconds);
}

/** Weighs both processes after a while without work, and ends them. */
async function weighIdle(switchyard: Running, ours: Times, reference: Times): Promise<void> {
  const node = await startBareNode();
  await sleep(idleMs);
  ours.memory.push(memoryOf(switchyard));
  reference.memory.push(memoryOf(node));
  await node.stop();
  await switchyard.stop();
}

async function measure(): Promise<Figure[]> {
  const ours: Times = { first: [], later: [], memory: [] };
  const reference: Times = { first: [], later: [], memory: [] };
  for (let round = 0; round < rounds; round++) await oneRound(ours, reference);
  const compared = (what: keyof Times) => ({
    ours: median(ours[what]),
    reference: median(reference[what]),
  });
  const spread = (values: readonly number[]): string =>
    values.map((value) => value.toFixed(1)).join(', ');
  return [
    figure({
      name: 'first start',
      unit: 's',
      ...compared('first'),
      promise: { of: 'ours', is: 'at most', limit: 20 },
      note:
        'new data folder, web app built, to the end of the first sync and reading; median of ' +
        `${spread(ours.first)}; reference: initdb and start of Postgres, and start of an empty HTTP server on Node`,
    }),
    figure({
      name: 'later start',
      unit: 's',
      ...compared('later'),
      promise: { of: 'ours', is: 'at most', limit: 3 },
      note:
        `same data folder; median of ${spread(ours.later)}; reference: start of Postgres, and of ` +
        'an empty HTTP server on Node',
    }),
    figure({
      name: 'idle memory of the Node process',
      unit: 'MB',
      ...compared('memory'),
      promise: { of: 'ours', is: 'at most', limit: 250 },
      note:
        `resident, web, worker and sandbox in one process, ${idleMs / 1_000} s after a later start; ` +
        `median of ${spread(ours.memory)}; reference: an empty HTTP server on Node`,
    }),
  ];
}

await buildWebWhenStale();
report(...(await measure()));
