select secure_tenant_table('automation_counts', 'select');
