-- The app lists invitations; the hashes of their secrets stay with the accounts role.
select secure_tenant_table('invitations', '');
grant select (workspace_id, id, email, role, status, inviter_id, expires_at, created_at)
  on invitations to switchyard_app;
revoke all on invitations from switchyard_engine;
grant select (workspace_id, id, email, role, status, inviter_id, expires_at, created_at)
  on invitations to switchyard_engine;
drop policy if exists accounts_all on invitations;
create policy accounts_all on invitations to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on invitations to switchyard_auth;
