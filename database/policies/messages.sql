select secure_tenant_table('messages', 'select, insert, update, delete');
