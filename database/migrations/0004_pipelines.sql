create table pipelines (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 120),
  description text,
  position int not null default 0,
  -- What the reader is told besides the conversation, and examples of conversations it should learn from.
  prompt text check (length(prompt) <= 8000),
  examples jsonb not null default '[]',
  -- Counts edits of prompt and examples, so that agreement can be told per version.
  prompt_version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table stages (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  pipeline_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  type text not null check (type in ('LEAD', 'IN_PROGRESS', 'WON', 'LOST', 'ARCHIVED')),
  description text,
  color text not null default 'gray',
  score_min smallint not null default 0 check (score_min between 0 and 100),
  score_max smallint not null default 100 check (score_max between 0 and 100),
  position int not null default 0,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  -- Lets a contact's (pipeline, stage) pair be checked by one foreign key.
  unique (workspace_id, pipeline_id, id),
  foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id) on delete cascade,
  check (score_min <= score_max)
);
create index stages_in_order on stages (workspace_id, pipeline_id, position);
