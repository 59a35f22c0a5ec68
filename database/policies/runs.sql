select secure_tenant_table('runs', 'select, insert, update, delete');
