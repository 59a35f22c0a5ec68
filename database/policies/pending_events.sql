-- Triggers of every role queue events; only the engine takes them.
select secure_tenant_table('pending_events', 'insert');
drop policy if exists accounts_write on pending_events;
create policy accounts_write on pending_events for insert to switchyard_auth with check (true);
grant insert on pending_events to switchyard_auth;
