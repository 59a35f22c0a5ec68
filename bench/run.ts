// `npm run bench [-- NAME …] [--json OUT]`: every bench, one after another, as one table. A run of all
// of them writes bench/RESULTS.md. Ends with 1 when a promise is not kept or a bench has failed.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Figure } from './bench.ts';
import { currentLoad, describeMachine } from './machine.ts';
import { resultsPage, resultsTable } from './results.ts';

const benches = [
  'web',
  'scorer',
  'board',
  'event-trigger',
  'engine',
  'realtime',
  'sync',
  'start',
] as const;
const longestMs = 15 * 60_000;

/** A bench's last line: its figures, and values that go to the top of the JSON file. */
const Measured = z.union([
  z.object({ summary: z.record(z.string(), z.number()), figures: z.array(Figure) }),
  z.array(Figure).transform((figures) => ({ summary: {}, figures })),
]);
type Measured = z.infer<typeof Measured>;

/** Runs one bench in a process of its own. @returns what its last line says it measured */
async function runBench(name: string, temporary: string): Promise<Measured> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.bench.ts`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: temporary },
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) throw new Error(`it ended with ${code}`);
  const last = output.trim().split('\n').at(-1) ?? '';
  return Measured.parse(JSON.parse(last));
}

/** A folder for all that the benches make, so that nothing is left when one of them is killed. */
function makeTemporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-run-'));
  // Run by root, Postgres is another user and has to get through.
  chmodSync(folder, 0o755);
  return folder;
}

function chosenBenches(names: readonly string[]): string[] {
  const unknown = names.filter((name) => !benches.some((known) => known === name));
  if (unknown.length === 0) return names.length > 0 ? [...names] : [...benches];
  throw new Error(`There is no bench ${unknown.join(', ')}. There are: ${benches.join(', ')}.`);
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const chosen = chosenBenches(positionals);
  const loads = [currentLoad()];
  const machine = await describeMachine();
  const figures: Figure[] = [];
  const summary: Record<string, number> = {};
  const failed: string[] = [];
  const temporary = makeTemporary();
  try {
    for (const name of chosen) {
      console.error(`Measuring ${name} …`);
      try {
        const measured = await runBench(name, temporary);
        figures.push(...measured.figures);
        Object.assign(summary, measured.summary);
      } catch (error) {
        console.error(`The bench ${name} failed: ${String(error)}`);
        failed.push(name);
      }
      loads.push(currentLoad());
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  console.log(resultsTable(figures));
  if (values.json) {
    writeFileSync(
      values.json,
      `${JSON.stringify({ ...summary, machine, loads, figures, failed }, null, 2)}\n`,
    );
  }
  if (positionals.length === 0) {
    writeFileSync(
      join(import.meta.dirname, 'RESULTS.md'),
      resultsPage({ machine, loads, figures, failed, date: new Date() }),
    );
  }
  return failed.length === 0 && figures.every(({ ok }) => ok !== false);
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
