select secure_tenant_table('appointments', 'select, insert, update, delete');
