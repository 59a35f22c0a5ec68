import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');
const sources = ['web', 'src/contracts', 'src/platform/realtime', 'package-lock.json'];
const stamp = join(root, 'web/dist/.built-from');

/** The best takes ten times as long for a few percent. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Builds the web app when its sources have changed since the last time (about 5 s). */
export async function buildWebWhenStale(): Promise<void> {
  const now = hashOfSources();
  if (readStamp() === now) return;
  process.stderr.write('Building the web app …\n');
  await run([join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'error']);
  compressFiles();
  writeFileSync(stamp, now);
}

/** Once at build time, so that serving costs nothing: 1 MB of script is sent as 284 kB. */
function compressFiles(): void {
  const dist = join(root, 'web/dist');
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, brotliOptions));
  }
}

function readStamp(): string | undefined {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(source)) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (path.endsWith('.json')) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !file.startsWith('web/dist/') && !file.endsWith('.test.ts'))
    .sort();
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // In a process of its own: the bundler's memory is gone when it has ended.
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('The web app could not be built: see the messages above.'));
    });
  });
}
