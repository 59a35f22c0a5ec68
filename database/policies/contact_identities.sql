select secure_tenant_table('contact_identities', 'select, insert, update, delete');
