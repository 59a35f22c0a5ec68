select secure_tenant_table('sync_errors', 'select, insert, update');
