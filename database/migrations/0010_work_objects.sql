-- `written_by` says which run wrote a row: 'actor|cause|depth|number'. A batch of the engine writes
-- rows for many runs in one statement, so a transaction setting cannot say it. The trigger
-- `forget_writer` empties it when somebody else writes, and the event takes it over.
alter table contacts
  -- Names, not references: people with psql write `tags || '{vip}'`, events and rules read as words.
  add column tags text[] not null default '{}' check (cardinality(tags) <= 50),
  -- Custom fields by their key.
  add column fields jsonb not null default '{}'
    check (jsonb_typeof(fields) = 'object' and pg_column_size(fields) <= 65536),
  add column time_zone text,
  add column written_by text;
create index contacts_tags on contacts using gin (tags);
create index contacts_email on contacts (workspace_id, lower(email)) where email is not null;
create index contacts_phone on contacts (workspace_id, phone) where phone is not null;
alter table placements
  add column written_by text,
  drop constraint placements_decided_by_check,
  add constraint placements_decided_by_check
    check (decided_by in ('ai', 'person', 'database', 'automation'));
alter table activities add column written_by text;

create table tags (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 50),
  colour text not null default 'gray',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table custom_fields (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  -- The name in contacts.fields, in templates and rules; never changes.
  key text not null check (key ~ '^[a-z][a-zA-Z0-9_]{0,49}$'),
  label text not null check (length(label) between 1 and 100),
  type text not null check (type in ('text', 'number', 'boolean', 'date', 'choice')),
  choices text[] not null default '{}',
  position int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table notes (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  text text not null check (length(text) between 1 and 10000),
  author text not null,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index notes_contact on notes (workspace_id, contact_id, created_at desc, id desc);

-- Times are kept to the years 1 to 9998: JSON shows no others, and one would break every list it is in.
create table tasks (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  contact_id uuid,
  title text not null check (length(title) between 1 and 300),
  description text not null default '',
  status text not null default 'open'
    check (status in ('open', 'in_progress', 'completed', 'cancelled')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  assignee_id uuid,
  due_at timestamptz check (due_at >= '0001-01-01Z' and due_at < '9999-01-01Z'),
  completed_at timestamptz,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id)
    on delete set null (assignee_id)
);
create index tasks_recent on tasks (workspace_id, created_at desc, id desc);
create index tasks_due on tasks (workspace_id, due_at, id) where due_at is not null;
create index tasks_contact on tasks (workspace_id, contact_id) where contact_id is not null;
create index tasks_assignee on tasks (workspace_id, assignee_id) where assignee_id is not null;

create table appointments (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  status text not null default 'scheduled'
    check (status in ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show')),
  starts_at timestamptz not null check (starts_at >= '0001-01-01Z' and starts_at < '9999-01-01Z'),
  duration_minutes int not null default 60 check (duration_minutes between 1 and 20160),
  -- Of the place where it happens: what people read on the clock there.
  time_zone text not null default 'UTC',
  location text not null default '',
  notes text not null default '',
  assignee_id uuid,
  reschedules int not null default 0,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id)
    on delete set null (assignee_id)
);
create index appointments_starts on appointments (workspace_id, starts_at, id);
create index appointments_contact on appointments (workspace_id, contact_id);
create index appointments_assignee on appointments (workspace_id, assignee_id)
  where assignee_id is not null;

-- A field-service job; its client is the contact.
create table jobs (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  -- 1, 2, 3 … in each workspace, given by the trigger `number_job`.
  number int not null default 0,
  contact_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  description text not null default '',
  status text not null default 'new'
    check (status in ('new', 'scheduled', 'in_progress', 'on_hold', 'completed', 'cancelled')),
  scheduled_start timestamptz check (scheduled_start >= '0001-01-01Z' and scheduled_start < '9999-01-01Z'),
  scheduled_end timestamptz check (scheduled_end >= '0001-01-01Z' and scheduled_end < '9999-01-01Z'),
  address text not null default '',
  amount numeric(14, 2),
  currency text check (currency ~ '^[A-Z]{3}$'),
  assignee_id uuid,
  completed_at timestamptz,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id)
    on delete set null (assignee_id),
  check (scheduled_end is null or scheduled_start is null or scheduled_end >= scheduled_start)
);
create index jobs_recent on jobs (workspace_id, created_at desc, id desc);
create index jobs_start on jobs (workspace_id, scheduled_start, id) where scheduled_start is not null;
create index jobs_contact on jobs (workspace_id, contact_id);
create index jobs_assignee on jobs (workspace_id, assignee_id) where assignee_id is not null;

-- Its row is the lock that hands out a workspace's job numbers without a gap or a double.
create table job_numbers (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  last int not null,
  primary key (workspace_id)
);

create table notifications (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  -- 'automation', 'automation_paused', 'run_failed', 'task_assigned' …
  kind text not null,
  title text not null check (length(title) between 1 and 300),
  text text not null default '',
  -- A path of the web app.
  link text,
  contact_id uuid,
  read_at timestamptz,
  written_by text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id)
    on delete set null (contact_id)
);
create index notifications_member on notifications (workspace_id, member_id, created_at desc, id desc);
create index notifications_unread on notifications (workspace_id, member_id) where read_at is null;
create index notifications_contact on notifications (workspace_id, contact_id)
  where contact_id is not null;

-- Set by triggers on sessions; what the triggers "member signs in / out" listen to.
alter table members add column signed_in_at timestamptz, add column signed_out_at timestamptz;
