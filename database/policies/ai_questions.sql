select secure_tenant_table('ai_questions', 'select');
