select secure_tenant_table('stages', 'select, insert, update, delete');
