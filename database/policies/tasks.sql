select secure_tenant_table('tasks', 'select, insert, update, delete');
