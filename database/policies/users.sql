-- People: the app sees names and addresses of the workspace's members, never another's.
alter table users enable row level security;
alter table users force row level security;
drop policy if exists app_fellow_members on users;
create policy app_fellow_members on users for select to switchyard_app
  using (id in (select user_id from members
    where workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)));
drop policy if exists accounts_all on users;
create policy accounts_all on users to switchyard_auth using (true) with check (true);
drop policy if exists engine_read on users;
create policy engine_read on users for select to switchyard_engine using (true);
revoke all on users from public;
grant select (id, name, email, image) on users to switchyard_app, switchyard_engine;
grant select, insert, update, delete on users to switchyard_auth;
