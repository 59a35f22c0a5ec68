-- secure_tenant_table(tenant_table, app_rights): forces row-level security on a table with a
-- workspace_id. The app role sees the workspace of its transaction, the engine all of them.
-- The setting is read in a sub-select, once a statement: a bare call costs 6 × on a million rows.
create or replace function secure_tenant_table(tenant_table regclass, app_rights text)
returns void language plpgsql set search_path = public, pg_temp as $$
declare
  own constant text :=
    'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('drop policy if exists app_own_workspace on %s', tenant_table);
  execute format('create policy app_own_workspace on %s to switchyard_app using (%s) with check (%s)',
    tenant_table, own, own);
  execute format('drop policy if exists engine_all on %s', tenant_table);
  execute format('create policy engine_all on %s to switchyard_engine using (true) with check (true)',
    tenant_table);
  execute format('revoke all on %s from public, switchyard_app, switchyard_engine, switchyard_auth',
    tenant_table);
  if app_rights <> '' then
    execute format('grant %s on %s to switchyard_app', app_rights, tenant_table);
  end if;
  execute format('grant select, insert, update, delete on %s to switchyard_engine', tenant_table);
end $$;
revoke execute on function secure_tenant_table(regclass, text) from public;
