select secure_tenant_table('automation_hooks', 'select, insert, update, delete');
