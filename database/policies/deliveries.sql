select secure_tenant_table('deliveries', 'select, insert, update, delete');
