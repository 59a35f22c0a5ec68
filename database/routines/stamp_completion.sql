-- stamp_completion(): completed_at follows the status, whoever changes it.
create or replace function stamp_completion() returns trigger language plpgsql
set search_path = pg_catalog as $$
begin
  if new.status = 'completed' then new.completed_at := coalesce(new.completed_at, clock_timestamp());
  else new.completed_at := null; end if;
  return new;
end $$;
