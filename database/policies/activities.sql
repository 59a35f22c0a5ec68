select secure_tenant_table('activities', 'select, insert, update, delete');
