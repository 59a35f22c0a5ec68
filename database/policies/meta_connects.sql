select secure_tenant_table('meta_connects', 'select, insert, update, delete');
