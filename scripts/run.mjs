// Runs a Switchyard command on the pinned Node, installing what is missing first.
// Dependency-free and plain JavaScript on purpose: it is what an older Node (20) executes.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.switchyard-lock-hash');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node');

function installed() {
  return existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;
}

if (!installed()) {
  console.error('Installing dependencies (once, about a minute) …');
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it refuses a lock file without the binaries of every other platform, which a
  // partial registry does not have. `--no-save` keeps the lock file as it is.
  const flags = ['--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...prefix, 'install', ...flags], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.status !== 0) {
    console.error('npm install failed: see its messages above.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, lockHash);
}

const [script, ...args] = process.argv.slice(2);
const child = spawn(pinnedNode, [join(root, script), ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: dirname(pinnedNode) + delimiter + process.env.PATH },
});
// A terminal sends Ctrl-C to the whole group, others to us alone: the child takes two for one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
});
