select secure_tenant_table('syncs', 'select, insert, update');
