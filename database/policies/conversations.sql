select secure_tenant_table('conversations', 'select, insert, update, delete');
