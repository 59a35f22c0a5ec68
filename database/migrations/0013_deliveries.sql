-- One outgoing message. `key` is made of run and step: the same step never sends twice.
create table deliveries (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  channel text not null check (channel in ('webhook', 'sms', 'email', 'messenger', 'instagram')),
  key text not null,
  automation_id uuid,
  run_id uuid,
  step_id text,
  contact_id uuid,
  -- Address, number or URL, as people read it; never a secret.
  recipient text not null,
  -- What is sent: {subject?, text} or {method, url, headers, body}. Headers may be secret: answers
  -- show them as '•••'.
  payload jsonb not null,
  -- held: no channel can send it yet. unknown: the answer was lost after the bytes left.
  status text not null check (status in
    ('held', 'queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled')),
  attempts smallint not null default 0,
  next_attempt_at timestamptz,
  lease_until timestamptz,
  response jsonb,
  error_code text,
  error text,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete set null (automation_id),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete set null (run_id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
    on delete set null (contact_id)
);
create index deliveries_recent on deliveries (workspace_id, created_at desc, id desc);
create index deliveries_run on deliveries (workspace_id, run_id) where run_id is not null;
create index deliveries_automation on deliveries (workspace_id, automation_id)
  where automation_id is not null;
create index deliveries_contact on deliveries (workspace_id, contact_id) where contact_id is not null;
create index deliveries_due on deliveries (next_attempt_at) where next_attempt_at is not null;

create table delivery_attempts (
  workspace_id uuid not null,
  delivery_id uuid not null,
  number smallint not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  status_code int,
  -- The first bytes of the answer.
  response text,
  error_code text,
  error text,
  primary key (workspace_id, delivery_id, number),
  foreign key (workspace_id, delivery_id) references deliveries (workspace_id, id) on delete cascade
);

-- The key that signs outgoing webhooks (Standard Webhooks), sealed.
create table webhook_secrets (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  secret text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id)
);

-- What a step asks of the AI; a worker answers and wakes the run.
create table ai_questions (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  run_id uuid not null,
  step_id text not null,
  key text not null,
  -- {kind: 'classify' | 'draft', instructions, text, choices?}
  question jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'answered', 'failed')),
  attempts smallint not null default 0,
  next_attempt_at timestamptz default clock_timestamp(),
  lease_until timestamptz,
  answer jsonb,
  error_code text,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade
);
create index ai_questions_run on ai_questions (workspace_id, run_id);
create index ai_questions_due on ai_questions (next_attempt_at) where next_attempt_at is not null;
