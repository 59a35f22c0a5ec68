select secure_tenant_table('tags', 'select, insert, update, delete');
