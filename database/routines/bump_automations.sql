-- bump_automations(): engines load a workspace's automations again when its revision has grown.
-- The workspace is missing when this is the cascade of its own deletion.
create or replace function bump_automations() returns trigger language plpgsql
set search_path = public, pg_temp as $$
begin
  insert into automation_revisions as r (workspace_id)
  select w.id from workspaces w where w.id = coalesce(new.workspace_id, old.workspace_id)
  on conflict (workspace_id) do update set revision = r.revision + 1;
  return null;
end $$;
