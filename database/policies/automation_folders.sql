select secure_tenant_table('automation_folders', 'select, insert, update, delete');
