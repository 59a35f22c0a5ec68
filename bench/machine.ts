import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import pg from 'pg';
import { startThrowawayPostgres } from '../src/platform/database/embedded/embedded-postgres.ts';

/** What the figures depend on; no names, so that it can be published. */
export type Machine = {
  processor: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
};

export async function describeMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres: await postgresVersion(),
  };
}

/** Programs that wanted a core in the last minute; above the number of cores the figures suffer. */
export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

async function postgresVersion(): Promise<string> {
  const server = await startThrowawayPostgres('bench');
  const client = new pg.Client({ connectionString: server.superuserUrl });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
    await server.stop();
  }
}
