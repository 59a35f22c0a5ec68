-- touch_updated_at(): keeps updated_at true, whoever writes.
create or replace function touch_updated_at() returns trigger language plpgsql
set search_path = pg_catalog as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;
