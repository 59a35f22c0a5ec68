import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../test/support/automation-world.ts';

let world: AutomationWorld;
beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
});
afterAll(() => world.close());

/** Rows alone: nothing here runs them. */
async function listenTo(type: string, count: number): Promise<void> {
  const { db, workspaceId } = world;
  await db.psql(
    `with made as (
       insert into automations (workspace_id, name, status, draft, created_by)
       select $1, 'One of many', 'paused', '{}', 'system' from generate_series(1, $3::int)
       returning id)
     insert into automation_listeners (workspace_id, event_type, automation_id, version)
     select $1, $2, id, 1 from made`,
    [workspaceId, type, count],
  );
  await db.psql('analyze automation_listeners');
}

it('writers of what nobody listens to read no list of thousands of listeners', async () => {
  await listenTo('contact.updated', 3_000);
  const writer = new pg.Client({ connectionString: world.db.superuserUrl });
  await writer.connect();
  try {
    await writer.query('begin; set local plan_cache_mode = force_generic_plan');
    await writer.query('insert into tasks (workspace_id, title) values ($1, $2)', [
      world.workspaceId,
      'Call back',
    ]);
    const { rows } = await writer.query<{ read: number }>(
      `select seq_tup_read::int as read from pg_stat_xact_user_tables
       where relname = 'automation_listeners'`,
    );
    expect(rows).toEqual([{ read: 0 }]);
    await writer.query('rollback');
  } finally {
    await writer.end();
  }
});
