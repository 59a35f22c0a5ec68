select secure_tenant_table('automation_timers', 'select, insert, update, delete');
