select secure_tenant_table('webhook_secrets', 'select, insert, update, delete');
