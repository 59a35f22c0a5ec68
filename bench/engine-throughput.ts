import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from '../src/automation/engine/engine.ts';
import { silentLogger } from '../src/platform/logging/logger.ts';
import {
  type EngineWorld,
  makeWorkspace,
  pending,
  publishAll,
  twoActions,
} from './engine-world.ts';

const tables = `pending_events, contacts, runs, run_steps, tasks, automations, automation_versions,
  automation_listeners`;

/** Every contact changes at once: one event each, all pending. */
async function changeAll({ psql }: EngineWorld, workspaceId: string): Promise<void> {
  await psql.query(`update contacts set status = 'QUALIFIED' where workspace_id = $1`, [
    workspaceId,
  ]);
  // As autovacuum does within the minute; without it the ways would meet tables of different care.
  await psql.query(`vacuum analyze ${tables}`);
  await psql.query('checkpoint');
}

/** Runs a second until nothing is pending. */
async function drain(world: EngineWorld, events: number, batchSize: number): Promise<number> {
  const startedAt = performance.now();
  const engine = startEngine({ database: world.database, log: silentLogger, batchSize });
  while ((await pending(world.database)) > 0) await sleep(50);
  const seconds = (performance.now() - startedAt) / 1000;
  await engine.stop();
  return events / seconds;
}

async function counts({ psql }: EngineWorld, workspaceId: string): Promise<unknown> {
  const { rows } = await psql.query(
    `select (select count(*) from runs where workspace_id = $1 and status = 'completed') as runs,
      (select count(*) from run_steps where workspace_id = $1) as steps,
      (select count(*) from tasks where workspace_id = $1) as tasks,
      (select count(*) from contacts where workspace_id = $1 and tags = '{hot}') as tagged`,
    [workspaceId],
  );
  return rows[0];
}

export async function engineRate(
  world: EngineWorld,
  events: number,
  batchSize: number,
  others: readonly object[] = [],
): Promise<number> {
  const workspaceId = await makeWorkspace(world.psql, events);
  await publishAll(world.psql, workspaceId, [twoActions, ...others]);
  await changeAll(world, workspaceId);
  const rate = await drain(world, events, batchSize);
  expectAll(await counts(world, workspaceId), events);
  return rate;
}

/** What the rows of the same runs cost as plain SQL over whole sets, without an engine. */
export async function rawRate(world: EngineWorld, events: number): Promise<number> {
  const workspaceId = await makeWorkspace(world.psql, events);
  const [automationId] = await publishAll(world.psql, workspaceId, [twoActions]);
  await changeAll(world, workspaceId);
  const startedAt = performance.now();
  await world.psql.query(rawSql(workspaceId, automationId ?? ''));
  const rate = events / ((performance.now() - startedAt) / 1000);
  expectAll(await counts(world, workspaceId), events);
  return rate;
}

function expectAll(found: unknown, events: number): void {
  const wanted = { runs: events, steps: events * 2, tasks: events, tagged: events };
  const text = JSON.stringify(found, (_, value) =>
    typeof value === 'string' ? Number(value) : value,
  );
  if (text !== JSON.stringify(wanted)) throw new Error(`not all was done: ${text}`);
}

/** One transaction, one statement a table: the same rows and triggers as the engine's. */
function rawSql(workspaceId: string, automationId: string): string {
  const trigger = `jsonb_build_object('key', 'event:' || e.id, 'type', e.type, 'at', e.at, 'actor',
    e.actor, 'subjectId', e.subject_id, 'contactId', e.contact_id, 'changes', e.changes, 'cause',
    e.cause, 'depth', e.depth, 'data', '{}'::jsonb)`;
  const state = `'{"at":null,"attempt":1,"number":3,"executed":2,"wait":null,"outputs":
    {"tag":{"tags":["hot"]},"task":{"taskId":"00000000-0000-0000-0000-000000000000"}}}'::jsonb`;
  return `begin;
  create temp table taken on commit drop as
    with gone as (delete from pending_events where workspace_id = '${workspaceId}' returning *)
    select uuidv7() as run_id, e.* from gone g join events e on e.workspace_id = g.workspace_id
      and e.xid = g.xid and e.id = g.id and e.at = g.at
    join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
    where e.changes->'status'->>1 = 'QUALIFIED' and c.email <> '';
  update contacts c set tags = c.tags || '{hot}',
    written_by = 'automation:${automationId}|run:' || t.run_id || '|1|1'
    from taken t where c.workspace_id = t.workspace_id and c.id = t.contact_id;
  insert into tasks (workspace_id, contact_id, title, written_by)
    select workspace_id, contact_id, 'Call back', 'automation:${automationId}|run:' || run_id || '|1|2'
    from taken;
  insert into runs (workspace_id, id, automation_id, version, contact_id, trigger_key, trigger, depth,
      status, state, lane, steps, search, started_at, finished_at)
    select e.workspace_id, e.run_id, '${automationId}', 1, e.contact_id, 'event:' || e.id, ${trigger}, 0,
      'completed', ${state}, e.lane, 2, e.type || ' First Last someone@example.com QUALIFIED', now(),
      clock_timestamp()
    from taken e;
  insert into run_steps (workspace_id, run_id, number, step_id, kind, action, status, input, output,
      started_at, finished_at)
    select workspace_id, run_id, 1, 'tag', 'action', 'add_tag', 'completed', '{"tags":"hot"}'::jsonb,
      '{"tags":["hot"]}'::jsonb, now(), now() from taken
    union all
    select workspace_id, run_id, 2, 'task', 'action', 'create_task', 'completed',
      '{"title":"Call back"}'::jsonb, jsonb_build_object('taskId', run_id), now(), now() from taken;
  insert into automation_counts (workspace_id, automation_id, version, started, completed)
    select '${workspaceId}', '${automationId}', 1, count(*), count(*) from taken;
  commit`;
}
