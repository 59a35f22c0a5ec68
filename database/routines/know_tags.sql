-- know_tags(): a tag that somebody puts on a contact, with psql too, is in the workspace's list.
create or replace function know_tags() returns trigger language plpgsql
set search_path = public, pg_temp as $$
begin
  insert into tags (workspace_id, name)
  select distinct new.workspace_id, t from unnest(new.tags) as t
  where not exists (select from tags k where k.workspace_id = new.workspace_id and k.name = t)
  on conflict (workspace_id, name) do nothing;
  return null;
end $$;
