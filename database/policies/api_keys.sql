-- The app lists keys; their hashes stay with the accounts role.
select secure_tenant_table('api_keys', '');
grant select (workspace_id, id, name, role, start, created_by, expires_at, last_used_at, created_at)
  on api_keys to switchyard_app;
revoke all on api_keys from switchyard_engine;
grant select (workspace_id, id, name, role, start, created_by, expires_at, last_used_at, created_at)
  on api_keys to switchyard_engine;
drop policy if exists accounts_all on api_keys;
create policy accounts_all on api_keys to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on api_keys to switchyard_auth;
