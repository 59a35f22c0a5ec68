-- event_actor(): who changes rows in this transaction. Our processes say so; whoever writes without
-- saying (psql, another program) is named by the database role.
create or replace function event_actor() returns text language sql stable parallel safe
set search_path = pg_catalog as $$
  select coalesce(nullif(current_setting('app.actor', true), ''), 'database:' || session_user)
$$;
