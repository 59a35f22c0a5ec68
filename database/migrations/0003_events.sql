-- One row a changed row, written by triggers in the transaction of the change.
-- `id` is the position; taken while the changed row is locked, so it orders changes of one row.
-- `xid` lets readers stop at the oldest running transaction and so never miss a late commit.
create sequence event_positions;

create table events (
  workspace_id uuid not null,
  -- A bigint, as xid8 has no BRIN operators.
  xid bigint not null default pg_current_xact_id()::text::bigint,
  id bigint not null default nextval('event_positions'),
  at timestamptz not null default clock_timestamp(),
  type text not null,
  subject_id uuid not null,
  contact_id uuid,
  -- {"field": [old, new]} with the field names of the API; never secrets.
  changes jsonb not null,
  -- 'member:<id>', 'key:<id>', 'sync:<id>', 'analysis', 'system', 'database:<role>' …
  actor text not null,
  cause text,
  depth smallint not null default 0,
  lane smallint not null,
  primary key (workspace_id, xid, id, at)
) partition by range (at);

-- BRIN: a new row costs almost nothing, and positions grow with the file.
create index events_xid on events using brin (xid) with (pages_per_range = 16);

-- Catches rows when nobody made tomorrow's partition: nothing may ever block a writer.
create table events_default partition of events default;

-- How far each reader inside the database has come; moved in the transaction of the reader's own writes.
create table event_readers (
  name text primary key,
  xid bigint not null default 0,
  id bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- Transaction ids of another cluster mean nothing here (0 of 948 rows seen after a restore):
-- the epoch grows when the cluster's identity changes, and clients start again.
create table event_epoch (
  only_row boolean primary key default true check (only_row),
  system_identifier bigint not null,
  epoch int not null default 1
);
