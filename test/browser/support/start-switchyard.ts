import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const readyWithinMs = 90_000;

/**
 * Starts Switchyard as a user would, on a new data folder and a free port. Tests find it through
 * SWITCHYARD_URL, SWITCHYARD_PASSWORD (of the demo owner) and SWITCHYARD_TEST_DATA.
 */
export default async function startSwitchyard(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-browser-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      SWITCHYARD_DATA: folder,
      REQUESTS_PER_MINUTE: '100000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const output = await untilReady(child);
    process.env['SWITCHYARD_URL'] = `http://localhost:${port}`;
    process.env['SWITCHYARD_PASSWORD'] = /Password\s+(\S+)/.exec(output)?.[1] ?? '';
    process.env['SWITCHYARD_TEST_DATA'] = folder;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`Switchyard was not ready in time:\n${output}`)),
      readyWithinMs,
    );
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!output.includes('Ctrl-C stops it')) return;
      clearTimeout(timer);
      resolve(output);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Switchyard ended with ${code}:\n${output}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
