select secure_tenant_table('notifications', 'select, insert, update, delete');
