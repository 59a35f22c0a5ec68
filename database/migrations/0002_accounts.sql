-- users, sessions, accounts and verifications are better-auth's tables under our names. People belong
-- to no workspace; members, invitations and API keys do.
create table users (
  id uuid primary key default uuidv7(),
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_workspace_id uuid references workspaces (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);

create table accounts (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user on accounts (user_id);

create table verifications (
  id uuid primary key default uuidv7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);

-- Counters of attempts that are throttled (sign-in, sign-up), shared by all web processes.
-- `last_request` is the end of the counted window in milliseconds since 1970: rows behind it are old.
create table rate_limits (
  id uuid primary key default uuidv7(),
  key text not null unique,
  count int not null,
  last_request bigint not null
);
create index rate_limits_end on rate_limits (last_request);

create table members (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_user on members (user_id);

-- The invited person proves with a secret that the link reached them: no e-mail address is verified
-- yet, so signing in as the invited address proves nothing. Only the secret's hash is kept.
create table invitations (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  email text not null,
  role text not null default 'agent' check (role in ('owner', 'admin', 'agent', 'viewer')),
  status text not null default 'pending' check (status in ('pending', 'accepted', 'cancelled')),
  inviter_id uuid not null references users (id) on delete cascade,
  secret_hash text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (id)
);
create unique index invitations_pending on invitations (workspace_id, email)
  where status = 'pending';
create index invitations_inviter on invitations (inviter_id);

-- A key dies with the membership of its maker, and never does more than its maker may today.
create table api_keys (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  -- The first characters of the key, to recognise it by.
  start text not null,
  key_hash text not null unique,
  created_by uuid not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, created_by) references members (workspace_id, id) on delete cascade
);
create index api_keys_maker on api_keys (workspace_id, created_by);
