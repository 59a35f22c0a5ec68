import type pg from 'pg';

/** Roles that processes connect as. The owner only migrates. */
export const runtimeRoles = ['switchyard_app', 'switchyard_engine', 'switchyard_auth'] as const;
export type RuntimeRole = (typeof runtimeRoles)[number];

/** Gives the password of a role; derived from the installation's secret, so nothing is stored. */
export type RolePassword = (role: RuntimeRole | 'switchyard_owner' | 'postgres') => string;

/**
 * Makes the run-time roles, or gives them today's password. Needs CREATEROLE, never a superuser.
 * None of them may bypass row-level security, which managed services refuse anyway.
 */
export async function ensureRoles(owner: pg.ClientBase, password: RolePassword): Promise<void> {
  for (const role of runtimeRoles) {
    const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    const literal = owner.escapeLiteral(password(role));
    await owner.query(`${verb} role ${role} login password ${literal}`);
    await owner.query(
      `do $$ begin execute format('grant connect on database %I to ${role}', current_database()); end $$`,
    );
  }
  await owner.query(`grant usage on schema public to ${runtimeRoles.join(', ')}`);
  // Lets the owner hand the queue's schema to the engine.
  await owner.query('grant switchyard_engine to current_user');
}

/** The same database as another role. */
export function urlAs(databaseUrl: string, role: string, password: string): string {
  const url = new URL(databaseUrl);
  // A pooler (Supabase) routes by "role.project": keep the project.
  const project = decodeURIComponent(url.username).split('.')[1];
  url.username = project ? `${role}.${project}` : role;
  url.password = password;
  return url.toString();
}
