select secure_tenant_table('automation_listeners', 'select, insert, update, delete');
-- The event triggers of members and workspaces run as the accounts role.
drop policy if exists accounts_listen on automation_listeners;
create policy accounts_listen on automation_listeners for select to switchyard_auth
  using (split_part(event_type, '.', 1) in ('workspace', 'member', 'invitation', 'api_key'));
grant select on automation_listeners to switchyard_auth;
