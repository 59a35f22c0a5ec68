create table automation_folders (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table automations (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  description text not null default '',
  folder_id uuid,
  -- Null: for the whole workspace.
  pipeline_id uuid,
  recipe_id text,
  status text not null default 'draft' check (status in ('draft', 'active', 'paused')),
  -- Why the engine paused it: people did when it is null.
  paused_reason text,
  -- What is being worked on; published copies are in automation_versions.
  draft jsonb not null,
  -- Grows with every change of the draft: two people do not overwrite each other unseen.
  draft_revision int not null default 1,
  version int,
  -- Runs that failed one after another; the engine pauses at the definition's limit.
  failures_in_row int not null default 0,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, folder_id) references automation_folders (workspace_id, id)
    on delete set null (folder_id),
  foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id)
    on delete set null (pipeline_id)
);
create index automations_folder on automations (workspace_id, folder_id);
create index automations_pipeline on automations (workspace_id, pipeline_id);
create index automations_recent on automations (workspace_id, created_at desc, id desc);

-- Immutable: a run keeps the version it started with.
create table automation_versions (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  number int not null,
  definition jsonb not null,
  note text not null default '',
  published_by text not null,
  published_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  unique (workspace_id, automation_id, number),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade
);

-- Which event types somebody waits for: the event trigger queues only these, and the engine finds
-- the automations of an event here. Kept while a version is active or has runs that may wait.
create table automation_listeners (
  workspace_id uuid not null,
  event_type text not null,
  automation_id uuid not null,
  version int not null,
  primary key (workspace_id, event_type, automation_id, version),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade
);
create index automation_listeners_automation on automation_listeners (workspace_id, automation_id);

-- Grows with every publish, activate, pause and delete: engines keep compiled versions as long as
-- it stays the same.
create table automation_revisions (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  revision bigint not null default 1,
  primary key (workspace_id)
);

-- Moments at which an automation has something to look at: reminders, "nothing happened for",
-- schedules. One row a thing watched; armed and moved by events, never by polling contacts.
create table automation_timers (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  version int not null,
  -- What is watched: 'schedule', 'contact:<id>', 'appointment:<id>' …
  key text not null,
  contact_id uuid,
  subject_id uuid,
  due_at timestamptz not null,
  data jsonb not null default '{}',
  lane smallint not null,
  primary key (workspace_id, id),
  unique (workspace_id, automation_id, key),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index automation_timers_due on automation_timers (workspace_id, due_at);
create index automation_timers_contact on automation_timers (workspace_id, contact_id)
  where contact_id is not null;

-- The address and secret of an automation that starts from an incoming webhook.
create table automation_hooks (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  token_hash text not null,
  -- Sealed; signs what the sender posts.
  secret text not null,
  -- Sealed; shown again to people who may edit.
  token text not null,
  last_call_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, automation_id),
  constraint automation_hooks_token_hash_key unique (token_hash),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade
);

create table hook_calls (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  contact_id uuid,
  body jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
    on delete set null (contact_id)
);
create index hook_calls_automation on hook_calls
  (workspace_id, automation_id, created_at desc, id desc);
create index hook_calls_contact on hook_calls (workspace_id, contact_id) where contact_id is not null;

-- null: no limit.
alter table workspaces
  add column runs_per_hour int check (runs_per_hour > 0),
  add column sends_per_day int check (sends_per_day > 0);
