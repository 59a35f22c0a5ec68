-- forget_writer(): `written_by` belongs to one write. Whoever changes the row without naming itself
-- (a person, psql) must not pass as the run that wrote before.
create or replace function forget_writer() returns trigger language plpgsql
set search_path = pg_catalog as $$
begin
  if new.written_by is not distinct from old.written_by then new.written_by := null; end if;
  return new;
end $$;
