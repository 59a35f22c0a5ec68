import pg from 'pg';
import type { RolePassword } from './roles.ts';

/**
 * Makes the owner role and a database of its own in our embedded cluster, so that from here on it
 * is treated like any managed Postgres: the owner is no superuser. Returns the owner's URL.
 */
export async function prepareEmbedded(
  superuserUrl: string,
  database: string,
  password: RolePassword,
): Promise<string> {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    const secret = superuser.escapeLiteral(password('switchyard_owner'));
    const { rowCount } = await superuser.query(
      `select from pg_roles where rolname = 'switchyard_owner'`,
    );
    if (rowCount === 0) {
      await superuser.query(
        `create role switchyard_owner login createrole createdb password ${secret}`,
      );
    }
    const found = await superuser.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await superuser.query(
        `create database ${superuser.escapeIdentifier(database)} owner switchyard_owner`,
      );
    }
  } finally {
    await superuser.end();
  }
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  url.username = 'switchyard_owner';
  url.password = password('switchyard_owner');
  return url.toString();
}
