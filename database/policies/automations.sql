select secure_tenant_table('automations', 'select, insert, update, delete');
