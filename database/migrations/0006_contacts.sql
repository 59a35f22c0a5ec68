-- A card on the board is one row here: what it shows is kept on it, so a board is one index scan.
create table contacts (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  first_name text not null default '',
  last_name text not null default '',
  email text,
  phone text,
  avatar_url text,
  owner_id uuid,
  has_messenger boolean not null default false,
  has_instagram boolean not null default false,
  has_sms boolean not null default false,
  has_email boolean not null default false,
  -- Placement.
  pipeline_id uuid,
  stage_id uuid,
  stage_entered_at timestamptz,
  placement_id uuid,
  placement_rule text,
  placement_reason text,
  needs_review boolean not null default false,
  -- Set by a manual move: the AI leaves this contact where it is.
  locked_at timestamptz,
  locked_by text,
  -- Last analysis.
  score smallint check (score between 1 and 100),
  status text check (status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATING',
    'WON', 'LOST', 'UNRESPONSIVE')),
  confidence smallint check (confidence between 0 and 100),
  summary text,
  next_best_action text,
  deal_amount numeric(14, 2),
  deal_currency text,
  analysis_source text,
  analyzed_at timestamptz,
  -- Last message.
  last_interaction_at timestamptz,
  last_inbound_at timestamptz,
  last_message text,
  last_message_direction text check (last_message_direction in ('in', 'out')),
  last_platform text,
  message_count int not null default 0,
  unread_count int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references members (workspace_id, id)
    on delete set null (owner_id),
  -- Deleting a pipeline or stage never deletes contacts: they go back to "incoming".
  foreign key (workspace_id, pipeline_id) references pipelines (workspace_id, id)
    on delete set null (pipeline_id),
  foreign key (workspace_id, pipeline_id, stage_id) references stages (workspace_id, pipeline_id, id)
    on delete set null (stage_id),
  check (stage_id is null or pipeline_id is not null)
);
-- One expression without nulls, both columns one way: a page is then one row comparison on the index.
create index contacts_on_board on contacts
  (workspace_id, pipeline_id, stage_id, coalesce(last_interaction_at, created_at) desc, id desc);
create index contacts_recent on contacts
  (workspace_id, coalesce(last_interaction_at, created_at) desc, id desc);
-- Incoming in the same order. Partial: a btree does not see that `is null` leaves one value, and
-- would sort the whole column (7 ms at 1,100 cards).
create index contacts_incoming on contacts
  (workspace_id, coalesce(last_interaction_at, created_at) desc, id desc)
  where pipeline_id is null;
create index contacts_unstaged on contacts
  (workspace_id, pipeline_id, coalesce(last_interaction_at, created_at) desc, id desc)
  where stage_id is null;
create index contacts_review on contacts (workspace_id, analyzed_at) where needs_review;
create index contacts_owner on contacts (workspace_id, owner_id) where owner_id is not null;

-- Who a contact is on a channel: page-scoped id and the name seen there.
create table contact_identities (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  name text,
  username text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
create index contact_identities_contact on contact_identities (workspace_id, contact_id);

create table conversations (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  channel_id uuid not null,
  contact_id uuid not null,
  -- The thread's id at the provider; unknown while only webhooks have told of it.
  external_id text,
  provider_updated_at timestamptz,
  provider_message_count int,
  -- False when the provider no longer shows the older messages.
  history_complete boolean not null default true,
  last_message_at timestamptz,
  last_inbound_at timestamptz,
  message_count int not null default 0,
  unread_count int not null default 0,
  -- Work to do: read this conversation once the time has come.
  analysis_due_at timestamptz,
  analysis_asked_at timestamptz,
  analysis_lease_until timestamptz,
  analysis_attempts smallint not null default 0,
  -- A person or a stage asked for it: update mode and human lock do not hold the placement back.
  reevaluate boolean not null default false,
  analyzed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, external_id),
  unique (workspace_id, channel_id, contact_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index conversations_contact on conversations (workspace_id, contact_id);
create index conversations_analysis_due on conversations (analysis_due_at)
  where analysis_due_at is not null;

create table messages (
  workspace_id uuid not null,
  id uuid not null default uuidv7(),
  conversation_id uuid not null,
  contact_id uuid not null,
  external_id text not null,
  direction text not null check (direction in ('in', 'out')),
  text text not null default '',
  attachments jsonb not null default '[]',
  reactions jsonb not null default '[]',
  reply_to text,
  -- True when it was typed in the platform's own app.
  from_platform_app boolean not null default false,
  -- True when the provider lists it but no longer shows what it said.
  unreadable boolean not null default false,
  sent_at timestamptz not null,
  delivered_at timestamptz,
  read_at timestamptz,
  edited_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, external_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id)
    on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade
);
create index messages_thread on messages (workspace_id, conversation_id, sent_at, id);
create index messages_contact on messages (workspace_id, contact_id, sent_at desc, id desc);
