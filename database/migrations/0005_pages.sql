-- A Facebook Page and, when linked, its Instagram account: what a person connects.
create table pages (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  external_id text not null,
  name text not null,
  instagram_id text,
  instagram_username text,
  status text not null default 'connected'
    check (status in ('connected', 'needs_reconnect', 'disconnected')),
  -- Why it needs attention, in words for people, and the provider's code.
  problem text,
  problem_code text,
  scopes text[] not null default '{}',
  tasks text[] not null default '{}',
  subscribed_at timestamptz,
  webhook_seen_at timestamptz,
  -- Auto-pipeline settings.
  auto_pipeline boolean not null default false,
  pipeline_id uuid,
  update_mode text not null default 'SKIP_EXISTING'
    check (update_mode in ('SKIP_EXISTING', 'UPDATE_EXISTING')),
  min_confidence smallint not null default 0 check (min_confidence between 0 and 100),
  auto_sync boolean not null default true,
  sync_interval_minutes int not null default 60 check (sync_interval_minutes between 5 and 10080),
  next_sync_at timestamptz,
  connected_at timestamptz not null default now(),
  disconnected_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, external_id),
  foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id)
    on delete set null (pipeline_id)
);
create index pages_external on pages (external_id);
create index pages_instagram on pages (instagram_id) where instagram_id is not null;
create index pages_sync_due on pages (next_sync_at) where auto_sync and status = 'connected';
create index pages_pipeline on pages (workspace_id, pipeline_id);

-- Tokens live apart, sealed, so that no list, event or export can carry them by accident.
create table page_secrets (
  workspace_id uuid not null,
  page_id uuid not null,
  sealed_token text not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, page_id),
  foreign key (workspace_id, page_id) references pages (workspace_id, id) on delete cascade
);

create table channels (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  platform text not null check (platform in ('messenger', 'instagram', 'sms', 'email')),
  -- The account's id at the provider: Page id, Instagram account id, number or domain.
  external_id text not null,
  name text not null,
  page_id uuid,
  -- All conversations updated at the provider up to here have been brought in.
  synced_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, platform, external_id),
  foreign key (workspace_id, page_id) references pages (workspace_id, id) on delete cascade
);
create index channels_page on channels (workspace_id, page_id);

create table syncs (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  page_id uuid not null,
  kind text not null check (kind in ('full', 'incremental', 'retry')),
  status text not null default 'PENDING'
    check (status in ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED')),
  requested_by text not null,
  total int not null default 0,
  synced int not null default 0,
  failed int not null default 0,
  -- Conversations whose older messages the provider no longer shows.
  cut_off int not null default 0,
  -- Where to go on after a restart: {"messenger": {"after": …, "done": false}, …}.
  progress jsonb not null default '{}',
  waiting_until timestamptz,
  error_code text,
  error_message text,
  -- A worker holds a sync by renewing this; when it has passed, another one goes on.
  lease_until timestamptz,
  -- Counts the workers that took it up: one that was thought dead can no longer write.
  attempt int not null default 0,
  cancel_requested_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, page_id) references pages (workspace_id, id) on delete cascade
);
create unique index syncs_one_active on syncs (workspace_id, page_id)
  where status in ('PENDING', 'IN_PROGRESS');
create index syncs_of_page on syncs (workspace_id, page_id, created_at desc);
create index syncs_unfinished on syncs (created_at) where status in ('PENDING', 'IN_PROGRESS');

create table sync_errors (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  sync_id uuid not null,
  page_id uuid not null,
  platform text not null,
  -- The conversation at the provider.
  external_id text not null,
  code text,
  message text not null,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, sync_id, platform, external_id),
  foreign key (workspace_id, sync_id) references syncs (workspace_id, id) on delete cascade
);
create index sync_errors_open on sync_errors (workspace_id, page_id) where resolved_at is null;

-- What providers posted to us: stored first, answered, then worked. Not a tenant's: one Page may be
-- connected in several workspaces, and whose it is shows only after parsing.
create table webhook_inbox (
  id uuid primary key default uuidv7(),
  provider text not null,
  body text not null,
  received_at timestamptz not null default now(),
  attempts smallint not null default 0,
  next_attempt_at timestamptz not null default now(),
  processed_at timestamptz,
  error text
);
create index webhook_inbox_due on webhook_inbox (next_attempt_at) where processed_at is null;
