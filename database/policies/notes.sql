select secure_tenant_table('notes', 'select, insert, update, delete');
