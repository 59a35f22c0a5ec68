-- The app lists keys; their hashes stay with the accounts role.
select secure_tenant_table('api_keys', '');
grant select (workspace_id, id, name, start, prefix, enabled, last_request, expires_at, permissions,
  metadata, created_at) on api_keys to switchyard_app;
drop policy if exists accounts_all on api_keys;
create policy accounts_all on api_keys to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on api_keys to switchyard_auth;
