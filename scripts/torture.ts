// `npm run torture`: the long forms of tests that the suite runs short. Bounded, loopback only.
// `npm run torture -- engine sync` runs these alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scenario = (name: string) => `test/scenarios/${name}.test.ts`;

type Form = { minutes: number; files: readonly string[]; env: Record<string, string> };

const forms: Record<string, Form> = {
  fuzz: {
    minutes: 30,
    files: ['test/guards/openapi-fuzz.test.ts'],
    env: { FUZZ_REQUESTS: '20000' },
  },
  sync: { minutes: 30, files: [scenario('sync-killed')], env: { SYNC_KILLS: '40' } },
  engine: {
    minutes: 60,
    files: [
      'src/automation/model',
      scenario('engine-killed'),
      scenario('engine-waits-killed'),
      scenario('engine-lanes'),
      scenario('engine-clocks'),
      scenario('engine-postgres-stopped'),
      scenario('engine-wake-ups-lost'),
      scenario('engine-noisy'),
      scenario('engine-poison'),
      scenario('engine-versions'),
    ],
    env: {
      // 16 writers, 20,000 changes, engines killed 50 times.
      ENGINE_CHANGES: '20000',
      ENGINE_KILLS: '50',
      // 5,000 runs that wait and send, 100 kills; each named moment killed 25 times.
      ENGINE_WAIT_RUNS: '5000',
      ENGINE_WAIT_KILLS: '100',
      ENGINE_FAILPOINT_KILLS: '25',
      ENGINE_STOPS: '10',
      // Every 5–10 s for two minutes.
      ENGINE_DATABASE_STOPS: '16',
      ENGINE_DATABASE_STOP_EVERY_MS: '10000',
      ENGINE_QUEUE_LOSSES: '20',
      ENGINE_BACKLOG: '100000',
      MODEL_SEEDS: '10000',
      MODEL_WAITS: '100000',
    },
  },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(forms, name));
if (unknown.length > 0) {
  console.error(
    `There is no torture named ${unknown.join(', ')}: choose of ${Object.keys(forms).join(', ')}, or none for all.`,
  );
  process.exitCode = 1;
} else {
  const chosen = Object.entries(forms).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );
  const passed = chosen.map(([name, form]) => torture(name, form));
  process.exitCode = passed.every(Boolean) ? 0 : 1;
}

/** One file at a time: what a test does to the machine is not felt by another. */
function torture(name: string, { minutes, files, env }: Form): boolean {
  const began = performance.now();
  const result = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--no-file-parallelism',
      '--testTimeout=1800000',
      ...files,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      timeout: minutes * 60_000,
      // Numbers that are given already win: a shorter torture.
      env: { ...env, ...process.env },
    },
  );
  const isLate = result.error && 'code' in result.error && result.error.code === 'ETIMEDOUT';
  const how = isLate
    ? `did not end in ${minutes} minutes`
    : result.status === 0
      ? 'held'
      : 'FAILED';
  console.log(`torture ${name}: ${how}, ${Math.round((performance.now() - began) / 1_000)} s`);
  return result.status === 0;
}
