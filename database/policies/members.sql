-- Memberships change through the accounts role alone: the engine only reads them.
select secure_tenant_table('members', 'select');
revoke insert, update, delete on members from switchyard_engine;
drop policy if exists accounts_all on members;
create policy accounts_all on members to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on members to switchyard_auth;
