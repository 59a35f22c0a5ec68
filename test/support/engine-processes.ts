import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const fixture = join(import.meta.dirname, 'engine-process.fixture.ts');

export type EngineProcess = {
  pid: number;
  /** Resolves when it has begun to work. */
  ready: Promise<void>;
  /** The signal that ended it, if one did. */
  ended: Promise<NodeJS.Signals | null>;
  signal(name: NodeJS.Signals): void;
};

/** Engines as processes of their own; `stop` kills those that still run. */
export function createEngineProcesses(env: Record<string, string>) {
  const running = new Set<ChildProcess>();
  return {
    start(extra: Record<string, string> = {}): EngineProcess {
      const child = spawn(process.execPath, [fixture], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...env, ...extra },
      });
      running.add(child);
      const ended = once(child, 'exit').then(([, signal]) => {
        running.delete(child);
        return signal;
      });
      const ready = once(child.stdout, 'data').then(() => undefined);
      return { pid: child.pid ?? 0, ready, ended, signal: (name) => void child.kill(name) };
    },
    async stop(): Promise<void> {
      const ends = [...running].map((child) => once(child, 'exit'));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}
