select secure_tenant_table('invitations', 'select');
drop policy if exists accounts_all on invitations;
create policy accounts_all on invitations to switchyard_auth using (true) with check (true);
grant select, insert, update, delete on invitations to switchyard_auth;
