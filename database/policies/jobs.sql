select secure_tenant_table('jobs', 'select, insert, update, delete');
