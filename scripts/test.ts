// `npm test`: unit and scenario tests on a real Postgres (and Redis), then the browser tests.
// Arguments go to Vitest: `npm test -- src/features/sync`. Ends with one line that counts all tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'switchyard-test-'));
const chosen = process.argv.slice(2);

type Counts = { passed: number; failed: number; skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

function run(
  module: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', module), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function readReport<T>(file: string, shape: z.ZodType<T>): T | undefined {
  return existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

async function unitTests(): Promise<{ code: number; counts: Counts }> {
  const file = join(reports, 'vitest.json');
  const code = await run('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...chosen,
  ]);
  const report = readReport(file, VitestReport);
  const counts = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 1,
    skipped: report?.numPendingTests ?? 0,
  };
  return { code, counts };
}

async function browserTests(): Promise<{ code: number; counts: Counts }> {
  const file = join(reports, 'playwright.json');
  const code = await run('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readReport(file, PlaywrightReport)?.stats;
  const counts = {
    passed: stats ? stats.expected + stats.flaky : 0,
    failed: stats?.unexpected ?? 1,
    skipped: stats?.skipped ?? 0,
  };
  return { code, counts };
}

const results = [await unitTests()];
if (chosen.length === 0) results.push(await browserTests());
rmSync(reports, { recursive: true, force: true });

const sum = (pick: (counts: Counts) => number): number =>
  results.reduce((total, { counts }) => total + pick(counts), 0);
const failedRuns = results.filter(({ code, counts }) => code !== 0 && counts.failed === 0).length;
const failed = sum(({ failed }) => failed) + failedRuns;
console.log(`\n${sum((c) => c.passed)} passed, ${failed} failed, ${sum((c) => c.skipped)} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
