select secure_tenant_table('channels', 'select, insert, update, delete');
