select secure_tenant_table('automation_versions', 'select, insert, update, delete');
