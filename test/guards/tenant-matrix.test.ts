import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { inOrderOfReference, readTenantTables, type TenantTable } from './catalogue.ts';
import { findLeaks } from './tenant-probes.ts';
import { fillWorkspace, type WorkspaceRows } from './tenant-rows.ts';
import { findStructureProblems } from './tenant-structure.ts';

let db: TestDatabase;
let client: pg.Client;
let tables: TenantTable[];
let mine: WorkspaceRows;
let theirs: WorkspaceRows;

beforeAll(async () => {
  db = await openTestDatabase();
  const url = new URL(inject('superuserUrl'));
  url.pathname = new URL(db.ownerUrl).pathname;
  client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  tables = inOrderOfReference(await readTenantTables(client));
  mine = await fillWorkspace(client, tables);
  theirs = await fillWorkspace(client, tables);
});
afterAll(async () => {
  await client.end();
  await db.close();
});
beforeEach(async () => {
  await client.query('begin');
  return () => client.query('rollback');
});

describe('every tenant table', () => {
  it('keeps the laws of structure', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(18);
    expect(await findStructureProblems(client)).toEqual([]);
  });

  it('lets no request over to another workspace', async () => {
    const { leaks, tried } = await findLeaks(client, tables, mine, theirs);
    expect(leaks).toEqual([]);
    expect(tried).toBe(tables.length * 9);
  });

  it('shows a request its own rows: nothing passes by everything failing', async () => {
    await client.query('set local role switchyard_app');
    await client.query(`select set_config('app.workspace_id', $1, true)`, [mine.workspaceId]);
    for (const { name, primaryKey } of tables) {
      const readable = await client.query<{ can: boolean }>(
        `select has_column_privilege('switchyard_app', $1::regclass, $2, 'select') as can`,
        [name, primaryKey[0]],
      );
      if (!readable.rows[0]?.can) continue;
      const { rowCount } = await client.query(`select workspace_id from ${name}`);
      expect(rowCount, name).toBeGreaterThanOrEqual(1);
    }
  });
});

/** Mistakes that have been made elsewhere; each must be found, or the guards above are blind. */
const planted: [mistake: string, sql: string, found: RegExp][] = [
  ['no force', 'alter table contacts no force row level security', /forced: contacts/],
  ['no row-level security', 'alter table messages disable row level security', /messages: shows/],
  [
    'a policy that lets all through',
    'alter policy app_own_workspace on contacts using (true) with check (true)',
    /contacts: shows another/,
  ],
  [
    'a second policy that lets all through',
    'create policy helpful on stages for select to switchyard_app using (true)',
    /stages: shows another/,
  ],
  [
    'a policy that lets rows in',
    'alter policy app_own_workspace on pipelines with check (true)',
    /pipelines: takes a row for another/,
  ],
  [
    'a policy that reads the setting for every row',
    `alter policy app_own_workspace on contacts
       using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)`,
    /once a statement: contacts/,
  ],
  [
    'a policy that fails open without the setting',
    `alter policy app_own_workspace on contacts using (
       workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
       or coalesce(current_setting('app.workspace_id', true), '') = '')`,
    /contacts: shows rows with the setting (empty|absent)/,
  ],
  [
    'a policy for everybody',
    'create policy open on syncs using (true)',
    /for everybody: open on syncs/,
  ],
  [
    'a reference without the workspace',
    `alter table stages add unique (id);
     alter table contacts drop constraint contacts_workspace_id_pipeline_id_stage_id_fkey,
       add constraint bare foreign key (stage_id) references stages (id)`,
    /contacts: bare points at another/,
  ],
  [
    'uniqueness over all workspaces',
    'create unique index one_name on pipelines (name)',
    /uniqueness is per workspace: one_name/,
  ],
  [
    'a key that does not start with the workspace',
    'alter table audit_entries drop constraint audit_entries_pkey, add primary key (id, workspace_id)',
    /starts with workspace_id: audit_entries/,
  ],
  [
    'a view with the rights of its owner',
    'create view all_contacts as select * from contacts',
    /views run with the rights of who asks: all_contacts/,
  ],
  [
    'a stored view',
    'create materialized view counts as select workspace_id, count(*) from contacts group by 1',
    /views run with the rights of who asks: counts/,
  ],
  [
    'a function of the owner without search_path',
    `create function peek() returns bigint language sql security definer
       as 'select count(*) from contacts'`,
    /fixed search_path: peek/,
  ],
  [
    'a function of the owner that everybody may call',
    `create function peek() returns bigint language sql security definer
       set search_path = public, pg_temp as 'select count(*) from contacts'`,
    /those who need them alone: peek\(\) by everybody/,
  ],
  [
    'a function of the owner that temporary tables can trick',
    `alter function current_event_epoch() set search_path = pg_temp, public`,
    /temporary tables .*: current_event_epoch/,
  ],
  ['a right for everybody', 'grant select on contacts to public', /granted to everybody: contacts/],
  [
    'a partition within reach',
    'grant select on events_default to switchyard_app',
    /events_default/,
  ],
  [
    'rights to empty a table',
    'grant truncate on contacts to switchyard_app',
    /never all of a table: contacts/,
  ],
  [
    'sessions within reach',
    'grant select on sessions to switchyard_app',
    /no other tables.*sessions/,
  ],
  [
    'a role above the law',
    'alter role switchyard_engine bypassrls',
    /steps over .*switchyard_engine/,
  ],
  [
    'a role that can be another',
    'grant switchyard_engine to switchyard_app',
    /can be switchyard_eng/,
  ],
  ['objects beside ours', 'grant create on schema public to switchyard_app', /beside ours: switch/],
  [
    'the queue within reach',
    'grant usage on schema queue to switchyard_app',
    /queue is the engine/,
  ],
  [
    'a new table that nobody secured',
    `create table papers (workspace_id uuid not null, id uuid not null, primary key (id))`,
    /forced: papers/,
  ],
];

describe('a planted mistake is found:', () => {
  it.each(planted)('%s', async (_mistake, sql, found) => {
    await client.query(sql);
    const known = (await readTenantTables(client)).filter(({ name }) => mine.rows.has(name));
    const { leaks } = await findLeaks(client, known, mine, theirs);
    const problems = [...(await findStructureProblems(client)), ...leaks];
    expect(problems.filter((problem) => found.test(problem))).not.toEqual([]);
  });
});
