-- Everyone's triggers write events; nobody at run time changes or deletes one.
select secure_tenant_table('events', 'select, insert');
select secure_tenant_table('events_default', '');
revoke update, delete on events from switchyard_engine;
grant usage on sequence event_positions to switchyard_app, switchyard_engine, switchyard_auth;
grant select, insert, update on event_readers to switchyard_engine;
