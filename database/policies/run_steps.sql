select secure_tenant_table('run_steps', 'select');
