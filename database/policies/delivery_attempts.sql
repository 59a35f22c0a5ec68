select secure_tenant_table('delivery_attempts', 'select');
