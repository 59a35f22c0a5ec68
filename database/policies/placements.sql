select secure_tenant_table('placements', 'select, insert, update');
