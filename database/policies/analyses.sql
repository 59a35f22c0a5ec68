select secure_tenant_table('analyses', 'select');
