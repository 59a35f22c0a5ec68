select secure_tenant_table('run_refusals', 'select');
