select secure_tenant_table('job_numbers', 'select, insert, update');
