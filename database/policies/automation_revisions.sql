select secure_tenant_table('automation_revisions', 'select, insert, update');
