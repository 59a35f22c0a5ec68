create table analyses (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  conversation_id uuid not null,
  contact_id uuid not null,
  source text not null,
  model text not null,
  is_fallback boolean not null,
  score smallint not null check (score between 1 and 100),
  status text not null,
  confidence smallint not null check (confidence between 0 and 100),
  summary text not null,
  -- The other fields of the Analysis contract.
  result jsonb not null,
  prompt_version int,
  pipeline_id uuid,
  messages_read int not null,
  input_tokens int not null default 0,
  output_tokens int not null default 0,
  duration_ms int not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index analyses_contact on analyses (workspace_id, contact_id, created_at desc);
create index analyses_conversation on analyses (workspace_id, conversation_id);
create index analyses_by_day on analyses (workspace_id, created_at);

-- One decision about a contact's stage, with all that is needed to explain and undo it.
create table placements (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  analysis_id uuid,
  pipeline_id uuid,
  from_pipeline_id uuid,
  from_stage_id uuid,
  to_stage_id uuid,
  -- Names as they were, so the story stays readable when stages are renamed or deleted.
  from_stage_name text,
  to_stage_name text,
  outcome text not null check (outcome in ('moved', 'kept', 'skipped', 'review')),
  rule text not null,
  reason text not null,
  trace jsonb not null default '[]',
  evidence jsonb not null default '[]',
  score smallint,
  status text,
  confidence smallint,
  decided_by text not null check (decided_by in ('ai', 'person', 'database')),
  actor text not null,
  -- What people said of it.
  verdict text check (verdict in ('accepted', 'corrected', 'undone')),
  verdict_by text,
  verdict_at timestamptz,
  -- The clock, not the transaction's start: taken while the contact is locked, it orders its moves.
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, analysis_id) references analyses (workspace_id, id)
    on delete set null (analysis_id),
  foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id)
    on delete set null (pipeline_id)
);
create index placements_contact on placements (workspace_id, contact_id, created_at desc, id desc);
create index placements_recent on placements (workspace_id, created_at desc, id desc);
create index placements_analysis on placements (workspace_id, analysis_id);
create index placements_pipeline on placements (workspace_id, pipeline_id);

-- What the contact's timeline shows besides messages.
create table activities (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  type text not null,
  data jsonb not null default '{}',
  actor text not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index activities_contact on activities (workspace_id, contact_id, created_at desc);

-- Every change to contacts and settings, copied from the events before their retention ends.
create table audit_entries (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  event_id bigint not null,
  at timestamptz not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  contact_id uuid,
  changes jsonb not null,
  actor text not null,
  cause text,
  primary key (workspace_id, id),
  unique (workspace_id, event_id)
);
create index audit_entries_recent on audit_entries (workspace_id, at desc, id desc);
create index audit_entries_subject on audit_entries (workspace_id, subject_id, at desc);
create index audit_entries_contact on audit_entries (workspace_id, contact_id, at desc)
  where contact_id is not null;
