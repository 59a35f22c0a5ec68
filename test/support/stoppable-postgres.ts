import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { prepareEmbedded } from '../../src/platform/database/prepare-embedded.ts';

export type StoppablePostgres = {
  superuserUrl: string;
  templateUrl: string;
  /** Ends all its processes at once, as `pg_ctl stop -m immediate`, and starts it again. */
  stopAtOnceAndStart(): Promise<void>;
  stop(): Promise<void>;
};

/** A Postgres that a test may stop at once; it writes to the disk, so what is committed is kept. */
export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-stopped-'));
  // A cluster under a 0700 folder would be out of reach for the user that Postgres runs as.
  chmodSync(folder, 0o755);
  const start = (port: number) =>
    startEmbeddedPostgres({ folder: join(folder, 'postgres'), password: 'test', port });
  let server = await start(0);
  const { superuserUrl, port } = server;
  const templateUrl = await prepareEmbedded(superuserUrl, 'template_switchyard', () => 'test');
  await migrate(templateUrl, () => 'test');
  return {
    superuserUrl,
    templateUrl,
    async stopAtOnceAndStart() {
      const pid = readFileSync(join(server.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0];
      process.kill(Number(pid), 'SIGQUIT');
      await server.stop();
      server = await start(port);
      if (server.port !== port) throw new Error(`somebody took port ${port} meanwhile`);
    },
    async stop() {
      await server.stop();
      rmSync(server.dataFolder, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
