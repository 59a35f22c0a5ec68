import { afterAll, beforeAll, expect, it } from 'vitest';
import { automationRoutes } from '../../src/automation/api/index.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { addTestMember, openTestApi } from '../support/test-api.ts';
import { until } from '../support/world.ts';

const versions = 20;
const runsOfVersion = 25;

let world: AutomationWorld;
beforeAll(async () => {
  world = await openAutomationWorld();
});
afterAll(() => world.close());

const note = (id: string, text: string) => ({
  id,
  kind: 'action',
  action: 'add_note',
  input: { text },
});

/** The same first step in all; then each its own: another text, sometimes a step more, or other ids. */
function definitionOf(version: number) {
  const wait = {
    id: version % 3 === 0 ? 'rest' : 'wait',
    kind: 'wait_for_event',
    event: { type: 'tag_added', params: { tag: version % 2 === 0 ? 'even' : 'odd' } },
    timeout: { amount: 1, unit: 'days' },
    onTimeout: 'stop',
  };
  const nap = { id: 'nap', kind: 'delay', for: { amount: 1, unit: 'seconds' } };
  const extra = version % 4 === 0 ? [nap] : [];
  return {
    trigger: { type: 'contact_created', params: {} },
    steps: [wait, ...extra, note('mark', `version ${version}`)],
  };
}

it('20 versions are published, and 500 sleeping runs end each on its own', {
  timeout: 60_000,
}, async () => {
  const { db } = world;
  const app = await openTestApi(...automationRoutes({ database: db }));
  const ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  const { workspaceId } = ana;
  await db.psql(`insert into tags (workspace_id, name) values ($1, 'even'), ($1, 'odd')`, [
    workspaceId,
  ]);
  const made = await ana.call<{ id: string }>('POST', '/api/v1/automations', {
    name: 'Marks',
    definition: definitionOf(1),
  });
  const url = `/api/v1/automations/${made.body.id}`;
  const asleep = async () => {
    const rows = await db.psql(`select from runs where status = 'waiting'`);
    return rows.length;
  };
  for (let version = 1; version <= versions; version += 1) {
    await ana.call('PATCH', url, { definition: definitionOf(version) });
    const { body } = await ana.call<{ version: number }>('POST', `${url}/publish`, {});
    expect(body.version).toBe(version);
    await db.psql(
      `insert into contacts (workspace_id, first_name)
       select $1, 'version ' || $2::int from generate_series(1, $3)`,
      [workspaceId, version, runsOfVersion],
    );
    await until('all sleep', async () =>
      (await asleep()) === version * runsOfVersion ? true : undefined,
    );
  }
  await db.psql(`update contacts set tags = '{even,odd}' where workspace_id = $1`, [workspaceId]);
  await until('none sleeps', async () => ((await asleep()) === 0 ? true : undefined));
  const ends = await db.psql(
    `select r.version, r.status, c.first_name, n.text, count(*)::int
     from runs r join contacts c on c.id = r.contact_id left join notes n on n.contact_id = c.id
     group by 1, 2, 3, 4 order by 1`,
  );
  expect(ends).toEqual(
    Array.from({ length: versions }, (_, index) => ({
      version: index + 1,
      status: 'completed',
      first_name: `version ${index + 1}`,
      text: `version ${index + 1}`,
      count: runsOfVersion,
    })),
  );
  await app.close();
});
