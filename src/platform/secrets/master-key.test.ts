import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMasterKey } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'master-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('loadMasterKey', () => {
  it('makes the file once, for its owner only, and reads it again', () => {
    const file = join(folder, 'deep', 'master.key');
    const key = loadMasterKey({ fromEnv: undefined, file });
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadMasterKey({ fromEnv: '', file })).toEqual(key);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['master.key']);
  });

  it('gives processes that start at once the same key', async () => {
    const file = join(folder, 'master.key');
    const module = new URL('./master-key.ts', import.meta.url).href;
    const script = `import { loadMasterKey } from ${JSON.stringify(module)};
      process.stdout.write(loadMasterKey({ fromEnv: undefined, file: ${JSON.stringify(file)} }).toString('hex'));`;
    const keys = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
        const output: Buffer[] = [];
        child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
        await once(child, 'close');
        return Buffer.concat(output).toString();
      }),
    );
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never replaces a damaged file', () => {
    const file = join(folder, 'master.key');
    writeFileSync(file, 'half a ke');
    expect(() => loadMasterKey({ fromEnv: undefined, file })).toThrow('is damaged');
    expect(readFileSync(file, 'utf8')).toBe('half a ke');
  });

  it('takes hex, base64 or a long text from the environment and makes no file', () => {
    const file = join(folder, 'master.key');
    const bytes = Buffer.alloc(32, 9);
    expect(loadMasterKey({ fromEnv: bytes.toString('hex'), file })).toEqual(bytes);
    expect(loadMasterKey({ fromEnv: ` ${bytes.toString('base64')}\n`, file })).toEqual(bytes);
    expect(loadMasterKey({ fromEnv: bytes.toString('base64url'), file })).toEqual(bytes);
    const passphrase = loadMasterKey({ fromEnv: 'correct horse battery staple, and more', file });
    expect(passphrase).toHaveLength(32);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a short one without repeating it', () => {
    const load = () => loadMasterKey({ fromEnv: 'hunter2', file: join(folder, 'k') });
    expect(load).toThrow('SWITCHYARD_SECRET is too short');
    expect(load).not.toThrow('hunter2');
  });
});
