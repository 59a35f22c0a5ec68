alter table workspaces enable row level security;
alter table workspaces force row level security;
drop policy if exists app_own_workspace on workspaces;
create policy app_own_workspace on workspaces to switchyard_app
  using (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
drop policy if exists engine_all on workspaces;
create policy engine_all on workspaces to switchyard_engine using (true) with check (true);
drop policy if exists accounts_all on workspaces;
create policy accounts_all on workspaces to switchyard_auth using (true) with check (true);
revoke all on workspaces from public;
grant select, update (name, time_zone) on workspaces to switchyard_app;
grant select, insert, update, delete on workspaces to switchyard_engine, switchyard_auth;
