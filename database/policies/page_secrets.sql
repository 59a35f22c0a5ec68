select secure_tenant_table('page_secrets', 'select, insert, update, delete');
