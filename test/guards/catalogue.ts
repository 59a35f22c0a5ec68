import type pg from 'pg';

export type Column = { name: string; type: string; required: boolean; check: string | null };
export type Reference = { name: string; table: string; columns: string[]; targetColumns: string[] };

/** A table that has a workspace_id, as the database knows it. */
export type TenantTable = {
  name: string;
  columns: Column[];
  primaryKey: string[];
  references: Reference[];
};

/** Every table with a workspace_id; partitions are reached through their parent. */
export async function readTenantTables(client: pg.Client): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(`
    select c.relname as name,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null),
           'required', attnotnull and not atthasdef and attidentity = '',
           'check', (select pg_get_constraintdef(k.oid) from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[attnum] limit 1))
         order by attnum)
       from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      (select ${names('k.conrelid', 'k.conkey')} from pg_constraint k
       where k.conrelid = c.oid and k.contype = 'p') as "primaryKey",
      coalesce((select json_agg(json_build_object('name', k.conname, 'table', k.confrelid::regclass::text,
           'columns', ${names('k.conrelid', 'k.conkey')},
           'targetColumns', ${names('k.confrelid', 'k.confkey')}) order by k.conname)
         from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as "references"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'workspace_id')
    order by c.relname`);
  return rows;
}

/** SQL: the names of a table's columns with these numbers, in their order. */
function names(table: string, numbers: string): string {
  return `(select json_agg(attname order by i) from unnest(${numbers}) with ordinality n (num, i)
    join pg_attribute on attrelid = ${table} and attnum = num)`;
}

/** Tables so that each comes after those it refers to. @throws Error when they refer in a circle */
export function inOrderOfReference(tables: readonly TenantTable[]): TenantTable[] {
  const ordered: TenantTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter((table) =>
      table.references.every(({ table: to }) => to === table.name || !waiting.has(to)),
    );
    if (ready.length === 0) throw new Error(`These refer in a circle: ${[...waiting].join(', ')}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}
