-- Everyone's triggers write events; nobody at run time changes or deletes one.
select secure_tenant_table('events', 'select, insert');
select secure_tenant_table('events_default', '');
revoke update, delete on events from switchyard_engine;
grant usage on sequence event_positions to switchyard_app, switchyard_engine, switchyard_auth;
grant select, insert, update on event_readers to switchyard_engine;
-- Triggers of members, invitations and keys write as the accounts role: it may add events of its own
-- subjects and read none.
drop policy if exists accounts_write on events;
create policy accounts_write on events for insert to switchyard_auth
  with check (split_part(type, '.', 1) in ('workspace', 'member', 'invitation', 'api_key'));
grant insert on events to switchyard_auth;
