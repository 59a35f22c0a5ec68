import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Column, TenantTable } from './catalogue.ts';

export type Row = Record<string, unknown>;
/** One row of every tenant table of a workspace, by table. */
export type WorkspaceRows = { workspaceId: string; rows: Map<string, Row> };

/**
 * A workspace (new, or the one given) with one row in every tenant table, made from the catalogue
 * alone: a new table is in it from its first day. Refers to its own rows wherever a table can refer.
 * `told` has values by table for columns whose sense the catalogue does not know.
 */
export async function fillWorkspace(
  client: pg.Client,
  tables: readonly TenantTable[],
  existingId?: string,
  told: Readonly<Record<string, Row>> = {},
): Promise<WorkspaceRows> {
  const workspace = existingId
    ? { id: existingId }
    : await insert(client, 'workspaces', { name: 'Test', slug: randomUUID() });
  const user = await insert(client, 'users', {
    name: 'Test',
    email: `${randomUUID()}@example.com`,
  });
  const rows = new Map<string, Row>([
    ['workspaces', workspace],
    ['users', user],
  ]);
  const workspaceId = String(workspace['id']);
  for (const table of tables) {
    const row: Row = { workspace_id: workspaceId };
    for (const column of table.columns) {
      if (column.required && column.name !== 'workspace_id') row[column.name] = anyValue(column);
    }
    for (const reference of table.references) {
      const target = rows.get(reference.table);
      if (target) Object.assign(row, referTo(reference, target));
    }
    rows.set(table.name, await insert(client, table.name, { ...row, ...told[table.name] }));
  }
  return { workspaceId, rows };
}

/** The columns of a reference, pointing at `target`. */
export function referTo(
  reference: { columns: string[]; targetColumns: string[] },
  target: Row,
): Row {
  const pairs = reference.columns.map((column, i) => [
    column,
    target[reference.targetColumns[i] ?? ''],
  ]);
  return Object.fromEntries(pairs);
}

export async function insert(client: pg.Client, table: string, row: Row): Promise<Row> {
  const columns = Object.keys(row);
  const { rows } = await client.query<Row>(
    `insert into ${table} (${columns.join(', ')})
     values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning *`,
    Object.values(row),
  );
  const [made] = rows;
  if (!made) throw new Error(`no row was made in ${table}`);
  return made;
}

/** A value that the column takes. @throws Error for a type that is new here */
function anyValue(column: Column): unknown {
  const listed = /ARRAY\['([^']+)'::text/.exec(column.check ?? '')?.[1];
  if (listed !== undefined) return listed;
  const make = values[column.type];
  if (!make)
    throw new Error(`Say in tenant-rows.ts what a ${column.type} may be (${column.name}).`);
  return make();
}

const values: Record<string, () => unknown> = {
  // Also a key of letters and digits.
  text: () => `x${randomUUID().replaceAll('-', '')}`,
  uuid: () => randomUUID(),
  jsonb: () => '{}',
  boolean: () => true,
  smallint: () => 1,
  integer: () => 1,
  bigint: () => 1,
  numeric: () => 1,
  date: () => '2026-01-01',
  bytea: () => Buffer.from('x'),
  'timestamp with time zone': () => new Date(),
  'text[]': () => [],
};
