// Everything that can be told about the code without running the product: node scripts/check.ts
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateFiles } from '../tools/generated-files.ts';

const root = join(import.meta.dirname, '..');

type Outcome = { passed: boolean; output: string };
type Check = { name: string; run(): Promise<Outcome> };

const law = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'];
const ours = ['src', 'web', 'test', 'tools', 'bench', 'scripts'];

/** The longest first: two run at a time. */
const checks: Check[] = [
  { name: 'types of server, tools and tests', run: types('.') },
  { name: 'types of the web app', run: types('web') },
  { name: 'generated files', run: compareGenerated },
  { name: 'unused code', run: tool('knip/bin/knip.js', '--no-progress') },
  {
    name: 'import law',
    run: tool('dependency-cruiser/bin/dependency-cruiser.mjs', ...law, ...ours),
  },
  { name: 'format and lint', run: tool('@biomejs/biome/bin/biome', 'ci', '--colors=off', '.') },
];

/** Remembers what it found, so that a second run looks at what changed alone. */
function types(project: string): () => Promise<Outcome> {
  const memory = join(
    'node_modules/.cache/tsc',
    `${project === '.' ? 'server' : project}.tsbuildinfo`,
  );
  return tool('typescript/bin/tsc', '-p', project, '--incremental', '--tsBuildInfoFile', memory);
}

/** A program out of node_modules; its words are kept and shown when it fails. */
function tool(program: string, ...args: string[]): () => Promise<Outcome> {
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
      child.on('error', reject);
      child.on('close', (code) =>
        resolve({ passed: code === 0, output: Buffer.concat(output).toString('utf8') }),
      );
    });
}

async function compareGenerated(): Promise<Outcome> {
  const stale = (await generateFiles()).filter(({ path, text }) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const output = stale.map(({ path }) => `${path} is stale: run npm run generate.`).join('\n');
  return { passed: stale.length === 0, output };
}

async function runNamed({ name, run }: Check): Promise<boolean> {
  const started = performance.now();
  const { passed, output } = await run().catch((error: unknown) => ({
    passed: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  console.log(`${passed ? '✔' : '✖'} ${name} (${seconds(started)})`);
  if (!passed) console.log(`${output.trim()}\n`);
  return passed;
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

const started = performance.now();
const waiting = [...checks];
const failed: string[] = [];
async function worker(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    if (!(await runNamed(check))) failed.push(check.name);
  }
}
await Promise.all([worker(), worker()]);
const summary = failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`;
console.log(`${summary} (${seconds(started)})`);
process.exitCode = failed.length === 0 ? 0 : 1;
