select secure_tenant_table('audit_entries', 'select');
