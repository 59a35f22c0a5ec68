import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../src/platform/config/config.ts';
import { findClusterHome } from '../src/platform/database/embedded/cluster-home.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';
import { prepareEmbedded } from '../src/platform/database/prepare-embedded.ts';
import type { RolePassword } from '../src/platform/database/roles.ts';
import type { OpenPostgres } from '../src/roles/open-postgres.ts';
import { openRuntime, type Runtime } from '../src/roles/runtime.ts';
import type { SandboxOptions } from '../src/sandbox/index.ts';

/** A folder for one measurement, and how to remove all that came to be in it. */
export type BenchFolder = { path: string; remove(): Promise<void> };

export function makeFolder(): BenchFolder {
  const path = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  // Run by root, Postgres is another user and has to get through.
  chmodSync(path, 0o755);
  return {
    path,
    async remove() {
      // Run by root, the cluster lies elsewhere when that user cannot get here at all.
      const { dataFolder } = await findClusterHome(join(path, 'postgres'));
      rmSync(dataFolder, { recursive: true, force: true });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A Postgres as `npm start` has it: with fsync, unlike the throwaway ones of the tests. */
async function openDurable(config: Config, password: RolePassword): Promise<OpenPostgres> {
  const server = await startEmbeddedPostgres({
    folder: join(config.dataFolder, 'postgres'),
    password: password('postgres'),
    port: 0,
  });
  const ownerUrl = await prepareEmbedded(server.superuserUrl, 'switchyard', password);
  return { ownerUrl, isEmbedded: true, stop: server.stop };
}

/**
 * Everything that `npm start` runs on, in a folder of its own; nothing of this machine's settings
 * counts. Ends and removes everything when `work` has ended.
 */
export async function withRuntime<T>(
  settings: { sandbox?: SandboxOptions; environment?: Record<string, string> },
  work: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  const folder = makeFolder();
  try {
    const config = readConfig({
      LOG_LEVEL: 'warn',
      PORT: '0',
      AI_PROVIDER: 'local',
      SWITCHYARD_DATA: folder.path,
      ...settings.environment,
    });
    const runtime = await openRuntime({
      config,
      sandbox: settings.sandbox,
      openDatabaseServer: openDurable,
    });
    try {
      return await work(runtime);
    } finally {
      await runtime.close();
    }
  } finally {
    await folder.remove();
  }
}
