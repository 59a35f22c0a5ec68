import pg from 'pg';
import type { TenantTable } from './catalogue.ts';
import { type Row, referTo, type WorkspaceRows } from './tenant-rows.ts';

type Scene = { client: pg.Client; table: TenantTable; mine: WorkspaceRows; theirs: WorkspaceRows };
/** Tries one way over the wall; says what came through, or null. */
type Probe = (scene: Scene) => Promise<string | null>;
/** `refusal` is the database's own answer, null when the statement was carried out. */
type Attempt = { refusal: { code: string; message: string } | null; rows: number };

/** What a request of one workspace can do to another's rows: every table by every way over. */
export async function findLeaks(
  client: pg.Client,
  tables: readonly TenantTable[],
  mine: WorkspaceRows,
  theirs: WorkspaceRows,
): Promise<{ leaks: string[]; tried: number }> {
  const leaks: string[] = [];
  let tried = 0;
  for (const table of tables) {
    for (const probe of probes) {
      tried += 1;
      const leak = await probe({ client, table, mine, theirs });
      if (leak !== null) leaks.push(`${table.name}: ${leak}`);
    }
  }
  return { leaks, tried };
}

const probes: Probe[] = [
  async (scene) => {
    const all = `select 1 from ${scene.table.name}`;
    const other = await asApp(scene, `${all} where workspace_id = $1`, [scene.theirs.workspaceId]);
    return other.rows > 0 ? "shows another workspace's row" : null;
  },
  (scene) => withSetting(scene, ''),
  (scene) => withSetting(scene, null),
  async (scene) => {
    const changed = await asApp(scene, `update ${scene.table.name} set ${touch(scene)}`);
    const own = await asApp(scene, `select 1 from ${scene.table.name}`);
    return changed.rows > Math.max(own.rows, 1)
      ? "an update changes another workspace's row"
      : null;
  },
  async (scene) => {
    const deleted = await asApp(scene, `delete from ${scene.table.name} where workspace_id = $1`, [
      scene.theirs.workspaceId,
    ]);
    return deleted.rows > 0 ? "a delete takes another workspace's row" : null;
  },
  async (scene) => {
    const row = { ...rowOf(scene.theirs, scene), ...freshKey(scene) };
    const { refusal } = await insertAsApp(scene, row);
    // Refused by this table itself: a key that clashes, or a trigger's next table, is mere luck.
    const byPolicy = refusal?.code === '42501' && refusal.message.endsWith(nameIn(scene, refusal));
    return byPolicy ? null : 'takes a row for another workspace';
  },
  async (scene) => {
    const moved = await asApp(scene, `update ${scene.table.name} set workspace_id = $1`, [
      scene.theirs.workspaceId,
    ]);
    return moved.rows > 0 ? 'a row can be handed to another workspace' : null;
  },
  async (scene) => {
    await scene.client.query('savepoint probe');
    try {
      await scene.client.query('set local row_security = off');
      const seen = await asApp(scene, `select 1 from ${scene.table.name} where workspace_id = $1`, [
        scene.theirs.workspaceId,
      ]);
      return seen.rows > 0 ? 'shows all with row_security off' : null;
    } finally {
      await scene.client.query('rollback to savepoint probe');
    }
  },
  pointAtTheirParents,
];

/** Past row-level security on purpose: only the foreign key can stop a worker from this. */
async function pointAtTheirParents(scene: Scene): Promise<string | null> {
  const { client, table, mine, theirs } = scene;
  for (const reference of table.references) {
    const target = theirs.rows.get(reference.table);
    if (!target || !('workspace_id' in target)) continue;
    const { workspace_id: _, ...columns } = referTo(reference, target);
    const names = Object.keys(columns);
    const set = names.map((name, i) => `${name} = $${i + 2}`).join(', ');
    const sql = `update ${table.name} set ${set} where workspace_id = $1`;
    const values = [mine.workspaceId, ...Object.values(columns)];
    const { refusal } = await withoutOurTriggers(scene, () => tryQuery(client, sql, values));
    if (refusal?.code !== '23503') return `${reference.name} points at another workspace's row`;
  }
  return null;
}

/** Our triggers may refuse for reasons of their own; foreign keys stay. */
async function withoutOurTriggers<T>({ client, table }: Scene, work: () => Promise<T>): Promise<T> {
  await client.query('savepoint no_triggers');
  try {
    await client.query(`alter table ${table.name} disable trigger user`);
    return await work();
  } finally {
    await client.query('rollback to savepoint no_triggers');
  }
}

async function withSetting(scene: Scene, setting: string | null): Promise<string | null> {
  const seen = await asApp(scene, `select 1 from ${scene.table.name}`, [], setting);
  return seen.rows > 0
    ? `shows rows with the setting ${setting === null ? 'absent' : 'empty'}`
    : null;
}

/** One statement as the role of requests, in `mine` unless a setting is given; leaves nothing. */
async function asApp(
  scene: Scene,
  sql: string,
  values: unknown[] = [],
  setting: string | null = scene.mine.workspaceId,
): Promise<Attempt> {
  const { client } = scene;
  await client.query('savepoint as_app');
  try {
    await client.query('set local role switchyard_app');
    if (setting === null) await client.query('reset app.workspace_id');
    else await client.query(`select set_config('app.workspace_id', $1, true)`, [setting]);
    return await tryQuery(client, sql, values);
  } finally {
    await client.query('rollback to savepoint as_app');
  }
}

async function tryQuery(client: pg.Client, sql: string, values: unknown[]): Promise<Attempt> {
  await client.query('savepoint attempt');
  try {
    const { rowCount } = await client.query(sql, values);
    return { refusal: null, rows: rowCount ?? 0 };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { refusal: { code: error.code ?? '', message: error.message }, rows: 0 };
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

function insertAsApp(scene: Scene, row: Row): Promise<Attempt> {
  const columns = Object.keys(row);
  const marks = columns.map((_, i) => `$${i + 1}`).join(', ');
  const sql = `insert into ${scene.table.name} (${columns.join(', ')}) values (${marks})`;
  return asApp(scene, sql, Object.values(row).map(asParameter));
}

function asParameter(value: unknown): unknown {
  const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
  return isJson && !Array.isArray(value) && !Buffer.isBuffer(value) ? JSON.stringify(value) : value;
}

function rowOf(rows: WorkspaceRows, { table }: Scene): Row {
  const row = rows.rows.get(table.name);
  if (!row) throw new Error(`no row of ${table.name}`);
  return row;
}

/** Another id, so that the primary key is not what refuses the row. */
function freshKey({ table }: Scene): Row {
  return table.primaryKey.includes('id') &&
    table.columns.some(({ name, type }) => name === 'id' && type === 'uuid')
    ? { id: crypto.randomUUID() }
    : {};
}

function nameIn({ table }: Scene, { message }: { message: string }): string {
  return message.startsWith('permission') ? ` ${table.name}` : ` "${table.name}"`;
}

function touch({ table }: Scene): string {
  const column = table.columns.find(({ name }) => !table.primaryKey.includes(name));
  return `${column?.name} = ${column?.name}`;
}
