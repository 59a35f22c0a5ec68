select secure_tenant_table('pipelines', 'select, insert, update, delete');
