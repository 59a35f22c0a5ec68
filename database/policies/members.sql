select secure_tenant_table('members', 'select');
drop policy if exists accounts_all on members;
create policy accounts_all on members to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on members to switchyard_auth;
