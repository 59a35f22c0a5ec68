// `npm run torture`: the long forms of tests that the suite runs short. Bounded, loopback only.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const long = { FUZZ_REQUESTS: '20000', SYNC_KILLS: '40' };
const files = ['test/guards/openapi-fuzz.test.ts', 'test/scenarios/sync-killed.test.ts'];

const result = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--testTimeout=1800000', ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...long } },
);
process.exitCode = result.status ?? 1;
