-- clear_stage_without_pipeline(): a contact whose pipeline is deleted goes back to "incoming".
create or replace function clear_stage_without_pipeline() returns trigger language plpgsql
set search_path = pg_catalog as $$
begin
  new.stage_id := null;
  return new;
end $$;
