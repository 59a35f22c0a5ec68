import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Marks the data folder as ours for as long as this process lives. A killed process leaves a mark
 * that counts for nothing.
 * @throws Error naming the process that has the folder
 */
export function holdDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const mark = join(folder, 'pid');
  const holder = readPid(mark);
  if (holder !== undefined && holder !== process.pid && isSwitchyard(holder)) {
    throw new Error(
      `Switchyard is already running on ${folder} (process ${holder}). ` +
        'Stop it, or set SWITCHYARD_DATA to another folder and PORT to another port.',
    );
  }
  writeFileSync(mark, String(process.pid));
  return () => rmSync(mark, { force: true });
}

function readPid(mark: string): number | undefined {
  try {
    return Number(readFileSync(mark, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** A process number is used again by others after a restart of the machine. */
function isSwitchyard(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.includes('main.ts') ?? false;
}
