import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { startEngine } from '../src/automation/engine/engine.ts';
import { silentLogger } from '../src/platform/logging/logger.ts';
import { quantile } from './bench.ts';
import { type EngineWorld, makeWorkspace, publishAll, twoActions } from './engine-world.ts';

const lookEveryMs = 5;

/**
 * From the return of a writer's commit until the run with its first step can be read by others, in
 * milliseconds at these shares; `rate` writers' commits a second.
 */
export async function commitToStep(
  world: EngineWorld,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<{ p50: number; p95: number }> {
  const count = rate * seconds;
  const workspaceId = await makeWorkspace(world.psql, count);
  await publishAll(world.psql, workspaceId, [twoActions]);
  const { rows } = await world.psql.query<{ id: string }>(
    'select id from contacts where workspace_id = $1',
    [workspaceId],
  );
  const engine = startEngine({ database: world.database, log: silentLogger });
  const committed = new Map<string, number>();
  const seen = new Map<string, number>();
  const watching = watch(world, workspaceId, count, seen);
  const writes: Promise<void>[] = [];
  const startedAt = performance.now();
  for (const [index, { id }] of rows.entries()) {
    await sleep(Math.max(0, startedAt + (index * 1000) / rate - performance.now()));
    writes.push(
      change(world, workspaceId, id).then(() => {
        committed.set(id, performance.now());
      }),
    );
  }
  await Promise.all(writes);
  await watching;
  await engine.stop();
  const waits = [...seen].map(([id, at]) => at - (committed.get(id) ?? at));
  return { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95) };
}

async function change({ database }: EngineWorld, workspaceId: string, id: string): Promise<void> {
  await database.withWorkspace(workspaceId, 'system', async (tx) => {
    await sql`update contacts set status = 'QUALIFIED' where id = ${id}`.execute(tx);
  });
}

/** Notes when each contact's first step can be read; ends when all are. */
async function watch(
  { psql }: EngineWorld,
  workspaceId: string,
  count: number,
  seen: Map<string, number>,
): Promise<void> {
  const endAt = Date.now() + 120_000;
  for (let last = '00000000-0000-0000-0000-000000000000'; seen.size < count; ) {
    const { rows } = await psql.query<{ id: string; contact_id: string }>(
      `select r.id, r.contact_id from runs r
       join run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id and s.number = 1
       where r.workspace_id = $1 and r.id > $2 order by r.id`,
      [workspaceId, last],
    );
    for (const row of rows) seen.set(row.contact_id, performance.now());
    last = rows.at(-1)?.id ?? last;
    if (Date.now() > endAt) throw new Error(`only ${seen.size} of ${count} runs came`);
    await sleep(lookEveryMs);
  }
}

/** What a reader that does nothing else would see: commit → the row itself, in milliseconds. */
export async function commitToRow(world: EngineWorld): Promise<number> {
  const workspaceId = await makeWorkspace(world.psql, 200);
  const { rows } = await world.psql.query<{ id: string }>(
    'select id from contacts where workspace_id = $1',
    [workspaceId],
  );
  const waits: number[] = [];
  for (const { id } of rows) {
    await change(world, workspaceId, id);
    const at = performance.now();
    for (;;) {
      const found = await world.psql.query(
        `select from contacts where workspace_id = $1 and id = $2 and status = 'QUALIFIED'`,
        [workspaceId, id],
      );
      if (found.rowCount === 1) break;
      await sleep(lookEveryMs);
    }
    waits.push(performance.now() - at);
  }
  return quantile(waits, 0.95);
}
