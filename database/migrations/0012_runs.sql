-- What the author of a change asked of automations: 'yes', 'no', or 'slowly' (after everything else).
alter table events add column automations text not null default 'yes';

-- Events that an automation may be waiting for, until the engine's transaction that writes the runs
-- removes them. A row here is the dispatch state of an event: nothing is read by "id above the last".
create table pending_events (
  workspace_id uuid not null,
  id bigint not null,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  at timestamptz not null,
  lane smallint not null,
  slow boolean not null,
  primary key (workspace_id, slow, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0, fillfactor = 100);

-- A contact hashes to a lane, a lane has one holder at a time: a contact's events stay in order.
-- The token grows with every new holder, and a batch of a former holder finds another one.
create table engine_lanes (
  lane smallint primary key,
  holder text,
  token bigint not null default 0,
  lease_until timestamptz not null default '-infinity'
);
insert into engine_lanes (lane) select generate_series(0, 63);
create table engine_members (id text primary key, seen_at timestamptz not null);

create table runs (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  version int not null,
  contact_id uuid,
  -- 'event:<id>', 'timer:<id>:<due>', 'manual:<id>' …: the same thing never starts it twice.
  trigger_key text not null,
  -- What started it: {type, at, actor, subjectId, changes, data}.
  trigger jsonb not null,
  -- The run that started it or caused its event, and how many stand in that chain.
  cause text,
  depth smallint not null default 0,
  status text not null default 'pending'
    check (status in ('pending', 'processing', 'waiting', 'completed', 'failed', 'cancelled')),
  -- Where it is and what its steps gave: the state of the pure model.
  state jsonb not null default '{}',
  step_id text,
  wait_reason text,
  -- When the engine looks at it again; null: only an event, a person or a delivery moves it.
  due_at timestamptz,
  -- The event type it waits for.
  waiting_for text,
  lane smallint not null,
  -- Its place in the numbering of step rows.
  steps int not null default 0,
  error_code text,
  error text,
  needs_review boolean not null default false,
  reviewed_by text,
  retry_of uuid,
  is_slow boolean not null default false,
  -- What free-text search looks in: names, values, outputs, errors.
  search text not null default '',
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, automation_id, trigger_key),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
    on delete set null (contact_id)
);
create index runs_due on runs (workspace_id, due_at) where due_at is not null;
create index runs_waiting on runs (workspace_id, contact_id, waiting_for) where waiting_for is not null;
create index runs_automation on runs (workspace_id, automation_id, id desc);
create index runs_contact on runs (workspace_id, contact_id, automation_id, id desc)
  where contact_id is not null;
create index runs_status on runs (workspace_id, status, id desc);
create index runs_errors on runs (workspace_id, error_code, id desc) where error_code is not null;
create index runs_review on runs (workspace_id, id desc) where needs_review;
create index runs_search on runs using gin (to_tsvector('simple', search));

-- The step log: one row an execution of a step; retries of a step are rows of their own.
create table run_steps (
  workspace_id uuid not null,
  run_id uuid not null,
  number int not null,
  step_id text not null,
  kind text not null,
  -- The action's id in the catalogue, for action steps.
  action text,
  status text not null check (status in ('completed', 'failed', 'waiting', 'skipped', 'cancelled')),
  attempt smallint not null default 1,
  input jsonb,
  output jsonb,
  error_code text,
  error text,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, run_id, number),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade
);

-- Counters that are added to, never updated: two engines would wait for each other on one row.
-- step_id '' counts runs. Summed when read, merged by the hour by the tidy work.
create table automation_counts (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  automation_id uuid not null,
  version int not null,
  step_id text not null default '',
  at timestamptz not null default clock_timestamp(),
  started int not null default 0,
  completed int not null default 0,
  failed int not null default 0,
  cancelled int not null default 0,
  sends int not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade
);
create index automation_counts_read on automation_counts (workspace_id, automation_id, at);
create index automation_counts_recent on automation_counts (workspace_id, at);

-- An automation whose trigger and conditions held and that still did not run, or an event that the
-- engine could not work on: the answer to "why did it not run?".
create table run_refusals (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  automation_id uuid,
  version int,
  contact_id uuid,
  event_id bigint,
  -- 'already_running', 'already_ran', 'too_soon', 'debounced', 'depth_limit', 'engine_error' …
  reason text not null,
  detail text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, automation_id) references automations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index run_refusals_automation on run_refusals (workspace_id, automation_id, id desc);
create index run_refusals_contact on run_refusals (workspace_id, contact_id, id desc);
