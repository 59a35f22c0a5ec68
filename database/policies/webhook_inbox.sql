-- The web process stores what came in; only workers read it. No workspace: see the migration.
alter table webhook_inbox enable row level security;
alter table webhook_inbox force row level security;
drop policy if exists app_store on webhook_inbox;
create policy app_store on webhook_inbox for insert to switchyard_app with check (true);
drop policy if exists engine_all on webhook_inbox;
create policy engine_all on webhook_inbox to switchyard_engine using (true) with check (true);
revoke all on webhook_inbox from public;
grant insert on webhook_inbox to switchyard_app;
grant select, insert, update, delete on webhook_inbox to switchyard_engine;
