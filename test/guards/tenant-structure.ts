import type pg from 'pg';

/** Reads `problem` texts of what breaks one law; each query finds nothing in a sound database. */
type Law = { law: string; query: string };

const tenantTables = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and exists (select from pg_attribute where attrelid = c.oid and attname = 'workspace_id'
      and not attisdropped)`;
const workspaceOf = (table: string) =>
  `(select attnum from pg_attribute where attrelid = ${table} and attname = 'workspace_id')`;

/** Unique over all workspaces on purpose: random secrets and ids that no caller can choose. */
const uniqueEverywhere = [
  'api_keys_key_hash_key',
  'automation_hooks_token_hash_key',
  'invitations_id_key',
];
/** Functions that run as the owner, and who may call them. */
const definers: Record<string, string[]> = {
  'current_event_epoch()': ['switchyard_app', 'switchyard_engine'],
  'keep_event_partitions(integer)': ['switchyard_engine'],
};
/** Tables without a workspace that a request's role reaches; each has policies of its own. */
const appsOtherTables = ['users', 'webhook_inbox', 'workspaces'];

const ownWorkspace = `\\(workspace_id = \\( SELECT \\(NULLIF\\(current_setting\\('app.workspace_id'::text, true\\), ''::text\\)\\)::uuid AS "nullif"\\)\\)`;

const laws: Law[] = [
  {
    law: 'the primary key starts with workspace_id',
    query: `select t.relname as problem from (${tenantTables}) t where not exists (
      select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p'
        and k.conkey[1] = ${workspaceOf('t.oid')})`,
  },
  {
    law: 'a reference between tenant tables carries the workspace along',
    query: `select k.conname as problem from pg_constraint k
      join (${tenantTables}) t on t.oid = k.conrelid join (${tenantTables}) p on p.oid = k.confrelid
      where k.contype = 'f' and not exists (
        select from unnest(k.conkey, k.confkey) pair (own, theirs)
        where own = ${workspaceOf('k.conrelid')} and theirs = ${workspaceOf('k.confrelid')})`,
  },
  {
    law: 'uniqueness is per workspace',
    query: `select i.relname as problem from pg_index x join (${tenantTables}) t on t.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      where x.indisunique and not ${workspaceOf('t.oid')} = any(x.indkey::int2[])
        and i.relname <> all ('{${uniqueEverywhere.join(',')}}')`,
  },
  {
    law: 'row-level security is on and forced',
    query: `select relname as problem from (${tenantTables}) t
      where not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    law: "a request's role sees its own workspace alone, read once a statement",
    query: `select t.relname || ': ' || coalesce(p.polname, 'no policy') as problem
      from (${tenantTables}) t left join pg_policy p
        on p.polrelid = t.oid and 'switchyard_app'::regrole = any(p.polroles)
      where p.oid is null or not p.polpermissive
        or pg_get_expr(p.polqual, p.polrelid) is distinct from pg_get_expr(p.polwithcheck, p.polrelid)
        or pg_get_expr(p.polqual, p.polrelid) !~ $law$^${ownWorkspace}$$law$`,
  },
  {
    law: 'the engine has its policy',
    query: `select t.relname as problem from (${tenantTables}) t where not exists (
      select from pg_policy where polrelid = t.oid and polroles = array['switchyard_engine'::regrole::oid])`,
  },
  {
    law: 'no policy is for everybody',
    query: `select polname || ' on ' || polrelid::regclass as problem from pg_policy where 0 = any(polroles)`,
  },
  {
    law: 'nothing is granted to everybody',
    query: `select c.relname || ': ' || privilege_type as problem from pg_class c, aclexplode(c.relacl)
      where c.relnamespace = 'public'::regnamespace and grantee = 0`,
  },
  {
    law: "a request's role reaches no other tables, no partition, and never all of a table",
    query: `select c.relname as problem from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f')
        and (has_table_privilege('switchyard_app', c.oid, 'truncate, references, trigger')
          or ((c.relispartition or c.oid not in (select oid from (${tenantTables}) t)
               and c.relname <> all ('{${appsOtherTables.join(',')}}'))
            and (has_table_privilege('switchyard_app', c.oid, 'select, insert, update, delete')
              or has_any_column_privilege('switchyard_app', c.oid, 'select, insert, update'))))`,
  },
  {
    law: 'what has no workspace is secured all the same',
    query: `select relname as problem from pg_class
      where relnamespace = 'public'::regnamespace and relname = any ('{${appsOtherTables.join(',')}}')
        and not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    law: 'views run with the rights of who asks',
    query: `select relname as problem from pg_class where relnamespace = 'public'::regnamespace
      and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions, '{}') && '{security_invoker=true,security_invoker=on}')`,
  },
  {
    law: 'every function has a fixed search_path',
    query: `select oid::regprocedure::text as problem from pg_proc
      where pronamespace = 'public'::regnamespace and not exists (
        select from unnest(proconfig) set where set like 'search_path=%')`,
  },
  {
    law: 'temporary tables cannot stand in for ours in functions of the owner',
    query: `select oid::regprocedure::text as problem from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef and not exists (
        select from unnest(proconfig) set where set in
          ('search_path=pg_catalog', 'search_path=public, pg_temp', 'search_path=pg_catalog, pg_temp'))`,
  },
  {
    law: 'functions of the owner are called by those who need them alone',
    query: `select f.oid::regprocedure || ' by ' || coalesce(r.rolname, 'everybody') as problem
      from pg_proc f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner)))
        left join pg_roles r on r.oid = grantee
      where f.pronamespace = 'public'::regnamespace and f.prosecdef and grantee <> f.proowner
        and not coalesce(($law$${JSON.stringify(definers)}$law$::jsonb -> f.oid::regprocedure::text)
          ? r.rolname, false)`,
  },
  {
    law: 'no role of ours steps over row-level security',
    query: `select rolname as problem from pg_roles where rolname like 'switchyard%'
      and (rolsuper or rolbypassrls or rolreplication
        or rolname <> 'switchyard_owner' and (rolcreaterole or rolcreatedb))`,
  },
  {
    law: 'no role at run time can become another',
    query: `select a.rolname || ' can be ' || b.rolname as problem from pg_roles a, pg_roles b
      where a.rolname in ('switchyard_app', 'switchyard_engine', 'switchyard_auth') and a <> b
        and pg_has_role(a.oid, b.oid, 'member')`,
  },
  {
    law: 'nobody at run time makes objects beside ours',
    query: `select rolname as problem from pg_roles
      where rolname in ('switchyard_app', 'switchyard_engine', 'switchyard_auth')
        and has_schema_privilege(oid, 'public', 'create')`,
  },
  {
    law: "the queue is the engine's",
    query: `select rolname as problem from pg_roles where rolname in ('switchyard_app', 'switchyard_auth')
      and has_schema_privilege(oid, 'queue', 'usage, create')`,
  },
];

/** What in this database could show one tenant another's rows; one line each, none when sound. */
export async function findStructureProblems(client: pg.Client): Promise<string[]> {
  const problems: string[] = [];
  for (const { law, query } of laws) {
    const { rows } = await client.query<{ problem: string }>(query);
    problems.push(...rows.map(({ problem }) => `${law}: ${problem}`));
  }
  return problems;
}
