select secure_tenant_table('hook_calls', 'select, insert, update, delete');
