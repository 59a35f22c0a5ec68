-- count_reschedules(): how often an appointment was given another time.
create or replace function count_reschedules() returns trigger language plpgsql
set search_path = pg_catalog as $$
begin
  new.reschedules := old.reschedules + 1;
  return new;
end $$;
