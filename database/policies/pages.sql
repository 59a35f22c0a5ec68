select secure_tenant_table('pages', 'select, insert, update, delete');
