select secure_tenant_table('contacts', 'select, insert, update, delete');
