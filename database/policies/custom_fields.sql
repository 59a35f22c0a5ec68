select secure_tenant_table('custom_fields', 'select, insert, update, delete');
