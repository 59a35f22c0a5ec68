-- PostgreSQL 18 brings uuidv7(); before that this one stands in (48 bits of milliseconds, rest random).
do $$
begin
  if current_setting('server_version_num')::int < 180000 then
    execute $f$
      create or replace function uuidv7() returns uuid language sql volatile parallel safe
      set search_path = pg_catalog as $body$
        select encode(
          set_bit(set_bit(overlay(
            uuid_send(gen_random_uuid())
            placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
            from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
      $body$
    $f$;
  end if;
end $$;

create table workspaces (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  slug text not null unique,
  logo text,
  metadata text,
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now()
);
